using System.Collections.Immutable;
using Kube.Model;
using Kube.Runtime;

namespace LlmTracing.Operator.Hosting;

/// <summary>Something about an object that became true or false: what an Event tells.</summary>
internal static class Transitions
{
    /// <summary>Tells what changed between two sets of conditions. What never was true and is not true is no news, unless it is a
    /// mistake.</summary>
    public static void RecordTransitions(
        this EventRecorder events, ResourceType type, ObjectMeta about, ImmutableArray<Condition> before, ImmutableArray<Condition> after)
    {
        foreach (var now in after)
        {
            if (Tell(before.FirstOrDefault(condition => condition.Type == now.Type), now) is var (kind, reason, note))
            {
                events.Record(type, about, kind, reason, "Reconcile", note);
            }
        }
    }

    private static (string Kind, string Reason, string Note)? Tell(Condition? before, Condition now) => now switch
    {
        _ when before is not null && before.Status == now.Status && before.Reason == now.Reason => null,
        { Type: "Accepted" or "ResolvedRefs", Status: "False" } => ("Warning", "Rejected", $"{now.Reason}: {now.Message}"),
        { Type: "Accepted" or "ResolvedRefs", Status: "True" } when before is { Status: "False" } => ("Normal", now.Type, now.Message),
        { Type: "Programmed" or "Available", Status: "True" } => ("Normal", now.Type, now.Message),
        { Type: "Programmed" or "Available", Status: "False" } when before is { Status: "True" } =>
            ("Warning", $"Not{now.Type}", $"{now.Reason}: {now.Message}"),
        { Type: "Stalled", Reason: "RolloutFailed" } => ("Warning", now.Reason, now.Message),
        _ => null,
    };
}
