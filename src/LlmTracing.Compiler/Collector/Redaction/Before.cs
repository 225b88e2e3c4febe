using System.Collections.Immutable;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Collector.Components;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Collector.Redaction;

/// <summary>First transform: clean keys, stage what is no attribute, remove and hash by key.</summary>
internal static class Before
{
    internal static Transform Transform(RedactionPlan plan, KeyRules rules) => new()
    {
        TraceStatements =
        [
            Group("resource", plan, rules, SchemaUrl("resource")),
            Group("scope", plan, rules, Scope(plan)),
            Group("span", plan, rules, Span(plan)),
            Group("spanevent", plan, rules, SpanEvent(plan)),
        ],
        LogStatements =
        [
            Group("resource", plan, rules, SchemaUrl("resource")),
            Group("scope", plan, rules, Scope(plan)),
            Group("log", plan, rules, Log(plan)),
        ],
    };

    private static StatementGroup Group(string context, RedactionPlan plan, KeyRules rules, IEnumerable<string> staging) =>
        new(context, [.. Clean(context, rules), .. staging, .. ByKey(context, plan, rules)]);

    private static IEnumerable<string> Clean(string context, KeyRules rules) =>
    [
        $"delete_matching_keys({context}.attributes, {Ottl.Literal("^" + Staging.AnyPattern)})",
        $"delete_matching_keys({context}.attributes, {Ottl.Literal(Shapes.SuspiciousKey)})",
        $"delete_matching_keys({context}.attributes, {Ottl.Literal(Ottl.WholeKey(rules.Removed))})",
    ];

    private static IEnumerable<string> SchemaUrl(string context) =>
        [$"set({context}.schema_url, \"\") where not IsMatch({context}.schema_url, {Ottl.Literal(Shapes.SchemaUrl)})"];

    private static IEnumerable<string> Scope(RedactionPlan plan) =>
    [
        .. SchemaUrl("scope"),
        .. NameShape(plan, "scope.name", Shapes.ScopeName, Shapes.Dropped),
        .. NameShape(plan, "scope.version", Shapes.ScopeVersion, ""),
        Stage("scope", Staging.Name, "scope.name"),
        Stage("scope", Staging.Version, "scope.version"),
    ];

    private static IEnumerable<string> Span(RedactionPlan plan) =>
    [
        "set(span.trace_state, \"\")",
        .. NameShape(plan, "span.name", Shapes.SpanName, Shapes.Dropped),
        Stage("span", Staging.Name, "span.name"),
        Stage("span", Staging.Status, "span.status.message") + " where span.status.message != \"\"",
        "set(span.status.message, \"\")",
    ];

    private static IEnumerable<string> SpanEvent(RedactionPlan plan) =>
    [
        .. EventPayloads.Stage(),
        .. NameShape(plan, "spanevent.name", Shapes.EventName, Shapes.Dropped),
        Stage("spanevent", Staging.Name, "spanevent.name"),
    ];

    private static IEnumerable<string> Log(RedactionPlan plan) =>
    [
        .. LogBodies.Stage(),
        .. NameShape(plan, "log.severity_text", Shapes.Severity, ""),
        .. NameShape(plan, "log.event_name", Shapes.LogEventName, Shapes.Dropped),
        Stage("log", Staging.EventName, "log.event_name"),
        Stage("log", Staging.Severity, "log.severity_text"),
    ];

    private static IEnumerable<string> ByKey(string context, RedactionPlan plan, KeyRules rules)
    {
        if (plan.Closed)
        {
            yield return $"keep_matching_keys({context}.attributes, {Ottl.Literal(Ottl.WholeKey(rules.Survivors))})";
        }

        if (rules.Content(ContentMode.Drop) is { IsEmpty: false } dropped)
        {
            yield return $"delete_matching_keys({context}.attributes, {Ottl.Literal(Ottl.WholeKey(dropped))})";
        }

        if (rules.Content(ContentMode.Hash) is { IsEmpty: false } hashed)
        {
            foreach (var statement in SplitMap.Rewrite(context, hashed, SplitMap.Digest))
            {
                yield return statement;
            }
        }
    }

    private static IEnumerable<string> NameShape(RedactionPlan plan, string path, string shape, string replacement) =>
        plan.Closed ? [$"set({path}, {Ottl.Literal(replacement)}) where not IsMatch({path}, {Ottl.Literal(shape)})"] : [];

    private static string Stage(string context, string key, string path) => $"set({Ottl.Attribute(context, key)}, {path})";
}
