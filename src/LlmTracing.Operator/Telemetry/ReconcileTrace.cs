using System.Diagnostics;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Operator.Telemetry;

/// <summary>The trace of the reconcile that runs now, as statuses name it.</summary>
internal static class ReconcileTrace
{
    /// <summary>Null outside of a span.</summary>
    public static LastReconcile? Current =>
        Activity.Current is { } activity ? new LastReconcile { TraceId = activity.TraceId.ToHexString() } : null;
}
