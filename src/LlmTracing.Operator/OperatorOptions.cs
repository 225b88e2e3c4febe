using System.Net;
using LlmTracing.Compiler.Api;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace LlmTracing.Operator;

/// <summary>All settings of the process; <see cref="Usage"/> says what each means. None is secret: they are printed at start.</summary>
public sealed record OperatorOptions
{
    [ConfigurationKeyName("OPERATOR_NAMESPACE")]
    public string Namespace { get; set; } = WellKnown.DefaultOperatorNamespace;

    [ConfigurationKeyName("POD_NAME")]
    public string PodName { get; set; } = WellKnown.OperatorName;

    [ConfigurationKeyName("SERVICE_NAME")]
    public string ServiceName { get; set; } = WellKnown.OperatorName;

    [ConfigurationKeyName("WEBHOOK_ENABLED")]
    public bool Webhook { get; set; } = true;

    [ConfigurationKeyName("LEADER_ELECTION")]
    public bool LeaderElection { get; set; } = true;

    [ConfigurationKeyName("COLLECTOR_IMAGE")]
    public string CollectorImage { get; set; } = WellKnown.DefaultCollectorImage;

    [ConfigurationKeyName("BIND_ADDRESS")]
    public string BindAddress { get; set; } = "::";

    [ConfigurationKeyName("WEBHOOK_PORT")]
    public int WebhookPort { get; set; } = 9443;

    [ConfigurationKeyName("METRICS_PORT")]
    public int MetricsPort { get; set; } = 8080;

    [ConfigurationKeyName("HEALTH_PORT")]
    public int HealthPort { get; set; } = 8081;

    [ConfigurationKeyName("WEBHOOK_LINGER_SECONDS")]
    public int WebhookLingerSeconds { get; set; } = 10;

    [ConfigurationKeyName("OTEL_EXPORTER_OTLP_ENDPOINT")]
    public string? OtlpEndpoint { get; set; }

    [ConfigurationKeyName("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")]
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
            .AddInMemoryCollection(Given(Usage.Names.Select(name => KeyValuePair.Create(name, environment(name)))))
            .AddInMemoryCollection(Given(given))
            .Build();
        var options = new OperatorOptions();
        try
        {
            configuration.Bind(options);
            mistakes = [.. mistakes, .. options.Mistakes()];
        }
        catch (InvalidOperationException error)
        {
            mistakes = [.. mistakes, error.Message];
        }

        return mistakes.IsEmpty ? options : throw new OptionsValidationException("", typeof(OperatorOptions), mistakes);
    }

    private static IEnumerable<KeyValuePair<string, string?>> Given(IEnumerable<KeyValuePair<string, string?>> settings) =>
        settings.Where(setting => !string.IsNullOrEmpty(setting.Value));

    private IEnumerable<string> Mistakes()
    {
        foreach (var (name, port) in new[] { ("WEBHOOK_PORT", WebhookPort), ("METRICS_PORT", MetricsPort), ("HEALTH_PORT", HealthPort) })
        {
            if (port is < 0 or > ushort.MaxValue)
            {
                yield return $"{name}: {port} is no port";
            }
        }

        (string Name, string? Url)[] urls = [("OTEL_EXPORTER_OTLP_ENDPOINT", OtlpEndpoint), ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", OtlpTracesEndpoint)];
        foreach (var (name, url) in urls)
        {
            if (url is not null && !(Uri.TryCreate(url, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https"))
            {
                yield return $"{name} is not an http or https URL";
            }
        }

        if (!IPAddress.TryParse(BindAddress, out _))
        {
            yield return $"BIND_ADDRESS: '{BindAddress}' is no IP address";
        }

        if (WebhookLingerSeconds < 0)
        {
            yield return $"WEBHOOK_LINGER_SECONDS: {WebhookLingerSeconds} is negative";
        }
    }
}
