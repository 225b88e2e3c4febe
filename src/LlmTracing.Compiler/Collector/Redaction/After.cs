using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Collector.Components;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Collector.Redaction;

/// <summary>Last transform: cut what is to be cut, and put back what was staged.</summary>
internal static class After
{
    internal static Transform Transform(RedactionPlan plan, KeyRules rules) => new()
    {
        TraceStatements =
        [
            new("resource", [.. Cut("resource", plan, rules)]),
            Group("scope", plan, rules, Scope),
            Group("span", plan, rules, [Restore("span.name", "span", Staging.Name), Restore("span.status.message", "span", Staging.Status)]),
            Group("spanevent", plan, rules, [.. EventPayloads.Restore(), Restore("spanevent.name", "spanevent", Staging.Name)]),
        ],
        LogStatements =
        [
            new("resource", [.. Cut("resource", plan, rules)]),
            Group("scope", plan, rules, Scope),
            new("log", [.. Cut("log", plan, rules), .. LogBodies.Restore()]),
            LogBodies.Parse(),
            new("log",
            [
                Restore("log.event_name", "log", Staging.EventName), Restore("log.severity_text", "log", Staging.Severity), Unstage("log"),
            ]),
        ],
    };

    private static readonly string[] Scope =
        [Restore("scope.name", "scope", Staging.Name), Restore("scope.version", "scope", Staging.Version)];

    private static StatementGroup Group(string context, RedactionPlan plan, KeyRules rules, IEnumerable<string> restore) =>
        new(context, [.. Cut(context, plan, rules), .. restore, Unstage(context)]);

    private static IEnumerable<string> Cut(string context, RedactionPlan plan, KeyRules rules) =>
    [
        Masking.Unmark(context),
        .. rules.Content(ContentMode.Truncate) is { IsEmpty: false } cut
            ? SplitMap.Rewrite(context, cut, map => [$"truncate_all({map}, {plan.MaxContentLength})"])
            : [],
    ];

    private static string Restore(string path, string context, string key) => $"set({path}, {Ottl.Attribute(context, key)})";

    private static string Unstage(string context) => $"delete_matching_keys({context}.attributes, {Ottl.Literal("^" + Staging.AnyPattern)})";
}
