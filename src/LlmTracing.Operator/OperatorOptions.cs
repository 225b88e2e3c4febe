using System.ComponentModel;
using System.Net;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Validation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace LlmTracing.Operator;

/// <summary>All settings of the process, each as <see cref="Usage"/> names and explains it. None is secret: they are printed at
/// start.</summary>
public sealed record OperatorOptions
{
    private const int LongestLingerSeconds = 600;

    [ConfigurationKeyName("OPERATOR_NAMESPACE"), Description("where the operator runs and catalogue policies live")]
    public string Namespace { get; set; } = WellKnown.DefaultOperatorNamespace;

    [ConfigurationKeyName("POD_NAME"), Description("this replica in Events and in the Lease")]
    public string PodName { get; set; } = WellKnown.OperatorName;

    [ConfigurationKeyName("SERVICE_NAME"), Description("the Service in front of the webhook: its certificate is for that name")]
    public string ServiceName { get; set; } = WellKnown.OperatorName;

    [ConfigurationKeyName("WEBHOOK_ENABLED"), Description("whether pods are changed at all (true)")]
    public bool Webhook { get; set; } = true;

    [ConfigurationKeyName("LEADER_ELECTION")]
    [Description("whether replicas agree on one that writes; without, this process always leads (true)")]
    public bool LeaderElection { get; set; } = true;

    [ConfigurationKeyName("COLLECTOR_IMAGE"), Description("for pipelines that name no image")]
    public string CollectorImage { get; set; } = WellKnown.DefaultCollectorImage;

    [ConfigurationKeyName("BIND_ADDRESS"), Description("address that all servers bind to (::)")]
    public string BindAddress { get; set; } = "::";

    [ConfigurationKeyName("WEBHOOK_PORT"), Description("HTTPS, for the API server (9443); 0 takes a free one, as for the others")]
    public int WebhookPort { get; set; } = 9443;

    [ConfigurationKeyName("METRICS_PORT"), Description("/metrics (8080)")]
    public int MetricsPort { get; set; } = 8080;

    [ConfigurationKeyName("HEALTH_PORT"), Description("/healthz and /readyz (8081)")]
    public int HealthPort { get; set; } = 8081;

    [ConfigurationKeyName("WEBHOOK_LINGER_SECONDS")]
    [Description("how long the webhook goes on answering after the process was told to stop (10)")]
    public int WebhookLingerSeconds { get; set; } = 10;

    [ConfigurationKeyName("OTEL_EXPORTER_OTLP_ENDPOINT")]
    [Description("where the operator's own spans go, by OTLP over HTTP; /v1/traces is added")]
    public string? OtlpEndpoint { get; set; }

    [ConfigurationKeyName("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"), Description("the same as a whole URL")]
    public string? OtlpTracesEndpoint { get; set; }

    /// <summary>Where the operator's own spans go, whole URL, by the rules of OpenTelemetry's variables; null is nowhere.</summary>
    internal Uri? TracesEndpoint =>
        OtlpTracesEndpoint is not null ? new Uri(OtlpTracesEndpoint)
        : OtlpEndpoint is not null ? new Uri($"{OtlpEndpoint.TrimEnd('/')}/v1/traces")
        : null;

    /// <summary>Reads <c>--some-name value</c>, then <c>SOME_NAME</c>. What is empty is not set.</summary>
    /// <exception cref="OptionsValidationException">The message names each setting that is at fault.</exception>
    public static OperatorOptions Read(IReadOnlyList<string> arguments, Func<string, string?> environment)
    {
        var (given, mistakes) = Usage.Parse(arguments);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(Usage.Names.Select(name => KeyValuePair.Create(name, environment(name))).Where(IsSet))
            .AddInMemoryCollection(given.Where(IsSet))
            .Build();
        var options = new OperatorOptions();
        try
        {
            configuration.Bind(options);
            mistakes.AddRange(options.Mistakes());
        }
        catch (InvalidOperationException error)
        {
            mistakes.Add(error.Message);
        }

        return mistakes.Count == 0 ? options : throw new OptionsValidationException("", typeof(OperatorOptions), mistakes);
    }

    private static bool IsSet(KeyValuePair<string, string?> setting) => !string.IsNullOrEmpty(setting.Value);

    private IEnumerable<string> Mistakes()
    {
        foreach (var (name, port) in new[] { ("WEBHOOK_PORT", WebhookPort), ("METRICS_PORT", MetricsPort), ("HEALTH_PORT", HealthPort) })
        {
            if (port is < 0 or > ushort.MaxValue)
            {
                yield return $"{name}: {port} is no port";
            }
        }

        (string Name, string? Url)[] urls =
            [("OTEL_EXPORTER_OTLP_ENDPOINT", OtlpEndpoint), ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", OtlpTracesEndpoint)];
        foreach (var (name, url) in urls)
        {
            if (url is not null && !(Uri.TryCreate(url, UriKind.Absolute, out var endpoint)
                && endpoint is { Scheme: "http" or "https", UserInfo: "", Query: "" }))
            {
                yield return $"{name} is not an http or https URL without credentials and query";
            }
        }

        if (!IPAddress.TryParse(BindAddress, out _))
        {
            yield return $"BIND_ADDRESS: '{BindAddress}' is no IP address";
        }

        foreach (var (name, text) in new[] { ("OPERATOR_NAMESPACE", Namespace), ("SERVICE_NAME", ServiceName) })
        {
            if (!LabelSyntax.IsDnsLabel(text))
            {
                yield return $"{name}: '{text}' is no name of lower-case letters, digits and dashes, of 63 characters at most";
            }
        }

        if (WebhookLingerSeconds is < 0 or > LongestLingerSeconds)
        {
            yield return $"WEBHOOK_LINGER_SECONDS: {WebhookLingerSeconds} is not between 0 and {LongestLingerSeconds}";
        }
    }
}
