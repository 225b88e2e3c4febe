using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace LlmTracing.Operator.Telemetry;

/// <summary>The operator's own spans and measurements, beside those of the runtime.</summary>
internal static class Instruments
{
    public const string Name = "LlmTracing.Operator";

    public static ActivitySource Source { get; } = new(Name);

    private static Meter Meter { get; } = new(Name);

    /// <summary>Pods that were asked about, by what became of them.</summary>
    public static Counter<long> Injections { get; } = Meter.CreateCounter<long>(
        "llmtracing_pod_injections_total", null, "Pods that the webhook was asked about, by result.");
}
