using System.Diagnostics;
using System.Diagnostics.Metrics;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Operator.Telemetry;

/// <summary>The operator's own spans and measurements, beside those of the runtime.</summary>
internal static class Instruments
{
    public const string Name = "LlmTracing.Operator";

    public static ActivitySource Source { get; } = new(Name);

    /// <summary>The trace of the reconcile that runs now, as statuses name it; null outside of a span.</summary>
    public static LastReconcile? Reconcile =>
        Activity.Current is { } activity ? new LastReconcile { TraceId = activity.TraceId.ToHexString() } : null;

    /// <summary>Pods that were asked about, by what became of them.</summary>
    public static Counter<long> Injections { get; } = new Meter(Name).CreateCounter<long>(
        "llmtracing_pod_injections_total", null, "Pods that the webhook was asked about, by result.");
}
