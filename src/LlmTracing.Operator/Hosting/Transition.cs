using System.Collections.Immutable;
using Kube.Model;

namespace LlmTracing.Operator.Hosting;

/// <summary>Something about an object that became true or false: what an Event tells.</summary>
/// <param name="Type"><c>Normal</c> or <c>Warning</c>.</param>
internal sealed record Transition(string Type, string Reason, string Note)
{
    /// <summary>What changed between two sets of conditions. What never was true and is not true is no news, unless it is a mistake.</summary>
    public static ImmutableArray<Transition> Between(ImmutableArray<Condition> before, ImmutableArray<Condition> after)
    {
        var old = before.OrEmpty().ToDictionary(condition => condition.Type, StringComparer.Ordinal);
        return [.. after.OrEmpty().Select(condition => Of(old.GetValueOrDefault(condition.Type), condition)).OfType<Transition>()];
    }

    private static Transition? Of(Condition? before, Condition now) => now switch
    {
        _ when before is not null && before.Status == now.Status && before.Reason == now.Reason => null,
        { Type: "Accepted" or "ResolvedRefs", Status: "False" } => new Transition("Warning", "Rejected", $"{now.Reason}: {now.Message}"),
        { Type: "Accepted" or "ResolvedRefs", Status: "True" } when before is { Status: "False" } => new Transition("Normal", now.Type, now.Message),
        { Type: "Programmed" or "Available", Status: "True" } => new Transition("Normal", now.Type, now.Message),
        { Type: "Programmed" or "Available", Status: "False" } when before is { Status: "True" } =>
            new Transition("Warning", $"Not{now.Type}", $"{now.Reason}: {now.Message}"),
        { Type: "Stalled", Reason: "RolloutFailed" } => new Transition("Warning", now.Reason, now.Message),
        _ => null,
    };
}
