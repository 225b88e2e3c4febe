using System.Globalization;
using System.Net;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Operator;

/// <summary>All settings of the process, read once. None of them is secret: they are printed at start.</summary>
public sealed record OperatorOptions
{
    /// <summary>Where the operator runs and catalogue policies live (<c>OPERATOR_NAMESPACE</c>).</summary>
    public string Namespace { get; init; } = WellKnown.DefaultOperatorNamespace;

    /// <summary>Name of this replica in events and in the Lease (<c>POD_NAME</c>).</summary>
    public string PodName { get; init; } = WellKnown.OperatorName;

    /// <summary>The Service in front of the webhook: its certificate is for that name (<c>SERVICE_NAME</c>).</summary>
    public string ServiceName { get; init; } = WellKnown.OperatorName;

    /// <summary>Whether pods are changed at all (<c>WEBHOOK_ENABLED</c>).</summary>
    public bool Webhook { get; init; } = true;

    /// <summary>Whether replicas agree on one that writes; without, this process always leads (<c>LEADER_ELECTION</c>).</summary>
    public bool LeaderElection { get; init; } = true;

    /// <summary>For pipelines that name no image (<c>COLLECTOR_IMAGE</c>).</summary>
    public string CollectorImage { get; init; } = WellKnown.DefaultCollectorImage;

    /// <summary>Address that all servers bind to (<c>BIND_ADDRESS</c>).</summary>
    public IPAddress Address { get; init; } = IPAddress.IPv6Any;

    /// <summary>HTTPS, for the API server (<c>WEBHOOK_PORT</c>); 0 takes a free one, as for the others.</summary>
    public int WebhookPort { get; init; } = 9443;

    /// <summary><c>/metrics</c> (<c>METRICS_PORT</c>).</summary>
    public int MetricsPort { get; init; } = 8080;

    /// <summary><c>/healthz</c> and <c>/readyz</c> (<c>HEALTH_PORT</c>).</summary>
    public int HealthPort { get; init; } = 8081;

    /// <summary>How long the webhook goes on answering after the process was told to stop (<c>WEBHOOK_LINGER_SECONDS</c>).</summary>
    public TimeSpan WebhookLinger { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Where the operator's own spans go, by OTLP over HTTP, whole URL; null is nowhere (<c>OTEL_EXPORTER_OTLP_TRACES_ENDPOINT</c>, or
    /// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> with <c>/v1/traces</c> behind it).
    /// </summary>
    public Uri? TracesEndpoint { get; init; }

    /// <summary>Reads <c>--some-name value</c>, then <c>SOME_NAME</c>.</summary>
    /// <exception cref="FormatException">The message names the setting, and shows its value.</exception>
    public static OperatorOptions Read(IReadOnlyList<string> arguments, Func<string, string?> environment)
    {
        var settings = new Settings(arguments, environment);
        var defaults = new OperatorOptions();
        var options = new OperatorOptions
        {
            Namespace = settings.Text("OPERATOR_NAMESPACE", defaults.Namespace),
            PodName = settings.Text("POD_NAME", defaults.PodName),
            ServiceName = settings.Text("SERVICE_NAME", defaults.ServiceName),
            Webhook = settings.Switch("WEBHOOK_ENABLED", defaults.Webhook),
            LeaderElection = settings.Switch("LEADER_ELECTION", defaults.LeaderElection),
            CollectorImage = settings.Text("COLLECTOR_IMAGE", defaults.CollectorImage),
            Address = settings.Parse("BIND_ADDRESS", defaults.Address, IPAddress.Parse),
            WebhookPort = settings.Port("WEBHOOK_PORT", defaults.WebhookPort),
            MetricsPort = settings.Port("METRICS_PORT", defaults.MetricsPort),
            HealthPort = settings.Port("HEALTH_PORT", defaults.HealthPort),
            WebhookLinger = settings.Parse("WEBHOOK_LINGER_SECONDS", defaults.WebhookLinger, Seconds),
            TracesEndpoint = settings.Endpoint(),
        };
        settings.RefuseUnknown();
        return options;
    }

    private static TimeSpan Seconds(string text) => TimeSpan.FromSeconds(int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture));
}
