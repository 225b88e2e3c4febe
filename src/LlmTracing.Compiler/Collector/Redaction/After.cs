using System.Collections.Immutable;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Collector.Components;
using LlmTracing.Compiler.Collector.Redaction.Messages;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Plan.Messages;

namespace LlmTracing.Compiler.Collector.Redaction;

/// <summary>Last transform: cut what is to be cut, and put back what was staged.</summary>
internal static class After
{
    internal static Transform Transform(RedactionPlan plan, KeyRules rules)
    {
        ImmutableArray<string> cut = [.. Cut(plan, rules)];
        var modes = new MessageModes(plan);
        return new()
        {
            TraceStatements =
            [
                new("resource", cut),
                .. Group("scope", cut, Scope),
                new("span", cut),
                .. JudgedLists.After("span", modes, plan.MaxContentLength),
                .. IndexedContent.After("span", modes),
                new("span", [Restore("span.name", Staging.Name), Restore("span.status.message", Staging.Status), Unstage]),
                .. Group("spanevent", cut, [EventPayloads.Restore, Restore("spanevent.name", Staging.Name)]),
            ],
            LogStatements =
            [
                new("resource", cut),
                .. Group("scope", cut, Scope),
                new("log", cut),
                .. JudgedLists.After("log", modes, plan.MaxContentLength),
                new("log", [.. LogBodies.Restore()]),
                LogBodies.Parse(),
                new("log", [Restore("log.event_name", Staging.EventName), Restore("log.severity_text", Staging.Severity), Unstage]),
            ],
        };
    }

    private static readonly ImmutableArray<string> Scope = [Restore("scope.name", Staging.Name), Restore("scope.version", Staging.Version)];

    private static readonly string Unstage = Ottl.DeleteMatching("^" + Staging.AnyPattern);

    private static StatementGroup[] Group(string context, ImmutableArray<string> cut, ImmutableArray<string> restore) =>
        [new(context, cut), new(context, [.. restore, Unstage])];

    private static IEnumerable<string> Cut(RedactionPlan plan, KeyRules rules) =>
    [
        Masking.Unmark,
        .. rules.Content(ContentMode.Truncate) is { IsEmpty: false } keys
            ? SplitMap.Rewrite(keys, map => [$"truncate_all({map}, {plan.MaxContentLength})"])
            : [],
    ];

    private static string Restore(string path, string key) => $"set({path}, {Ottl.Attribute(key)})";
}
