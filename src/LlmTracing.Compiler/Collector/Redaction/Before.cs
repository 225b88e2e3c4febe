using System.Collections.Immutable;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Collector.Components;
using LlmTracing.Compiler.Collector.Redaction.Messages;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Plan.Messages;

namespace LlmTracing.Compiler.Collector.Redaction;

/// <summary>First transform: clean keys, stage what is no attribute, remove and hash by key.</summary>
internal static class Before
{
    internal static Transform Transform(RedactionPlan plan, KeyRules rules)
    {
        var modes = new MessageModes(plan);
        return new()
        {
            TraceStatements =
            [
                .. Groups("resource", plan, rules, SchemaUrl("resource")),
                .. Groups("scope", plan, rules, Scope(plan)),
                .. Groups("span", plan, rules, Span(plan), [.. JudgedLists.Before("span", modes), .. IndexedContent.Before("span", modes)]),
                .. Groups("spanevent", plan, rules, SpanEvent(plan)),
            ],
            LogStatements =
            [
                .. Groups("resource", plan, rules, SchemaUrl("resource")),
                .. Groups("scope", plan, rules, Scope(plan)),
                .. Groups("log", plan, rules, Log(plan), [.. JudgedLists.Before("log", modes), LogBodies.ToText()]),
            ],
        };
    }

    /// <param name="first">What runs before names and the like are staged.</param>
    private static IEnumerable<StatementGroup> Groups(
        string context, RedactionPlan plan, KeyRules rules, IEnumerable<string> staging, IEnumerable<StatementGroup>? first = null) =>
        [.. Readable(context, rules), .. first ?? [], new(context, [.. staging]), new(context, [.. ByKey(plan, rules)])];

    /// <summary>
    /// Clean keys, of repeated ones the last; and no attributes at all where their values have no JSON text, which is what masking looks at.
    /// </summary>
    private static IEnumerable<StatementGroup> Readable(string context, KeyRules rules)
    {
        var readable = Ottl.Attribute(Staging.Readable);
        return
        [
            new(context, [.. SplitMap.Unique, Ottl.DeleteMatching("^" + Staging.AnyPattern)]),
            new(context, [$"set({readable}, true) where String(attributes) != \"\""]) { ErrorMode = "ignore" },
            new(context,
            [
                $"{Ottl.DeleteMatching("")} where {readable} == nil",
                Ottl.Delete(Staging.Readable),
                Ottl.DeleteMatching(Shapes.SuspiciousKey),
                Ottl.DeleteMatching(Ottl.WholeKey(rules.Removed)),
            ]),
        ];
    }

    private static IEnumerable<string> SchemaUrl(string context) =>
        [$"set({context}.schema_url, \"\") where not IsMatch({context}.schema_url, {Ottl.Literal(Shapes.SchemaUrl)})"];

    private static IEnumerable<string> Scope(RedactionPlan plan) =>
    [
        .. SchemaUrl("scope"),
        .. NameShape(plan, "scope.name", Shapes.ScopeName, Shapes.Dropped),
        .. NameShape(plan, "scope.version", Shapes.ScopeVersion, ""),
        Stage(Staging.Name, "scope.name"),
        Stage(Staging.Version, "scope.version"),
    ];

    private static IEnumerable<string> Span(RedactionPlan plan) =>
    [
        "set(span.trace_state, \"\")",
        .. NameShape(plan, "span.name", Shapes.SpanName, Shapes.Dropped),
        Stage(Staging.Name, "span.name"),
        Stage(Staging.Status, "span.status.message") + " where span.status.message != \"\"",
        "set(span.status.message, \"\")",
    ];

    private static IEnumerable<string> SpanEvent(RedactionPlan plan) =>
    [
        .. EventPayloads.Stage(plan),
        .. NameShape(plan, "spanevent.name", Shapes.EventName, Shapes.Dropped),
        Stage(Staging.Name, "spanevent.name"),
    ];

    private static IEnumerable<string> Log(RedactionPlan plan) =>
    [
        .. LogBodies.Stage(plan),
        .. NameShape(plan, "log.severity_text", Shapes.Severity, ""),
        .. NameShape(plan, "log.event_name", Shapes.LogEventName, Shapes.Dropped),
        Stage(Staging.EventName, "log.event_name"),
        Stage(Staging.Severity, "log.severity_text"),
    ];

    private static IEnumerable<string> ByKey(RedactionPlan plan, KeyRules rules) =>
    [
        .. plan.Closed
            ? StructuredValues.Statements().Prepend($"keep_matching_keys(attributes, {Ottl.Literal(Ottl.WholeKey(rules.Survivors))})")
            : [],
        .. rules.Content(ContentMode.Drop) is { IsEmpty: false } dropped && !(plan.Closed && plan.Allow.IsEmpty)
            ? [Ottl.DeleteMatching(Ottl.WholeKey(dropped))]
            : Array.Empty<string>(),
        .. HashedKeys.Statements(rules.Content(ContentMode.Hash)),
    ];

    private static IEnumerable<string> NameShape(RedactionPlan plan, string path, string shape, string replacement) =>
        plan.Closed ? [$"set({path}, {Ottl.Literal(replacement)}) where not IsMatch({path}, {Ottl.Literal(shape)})"] : [];

    private static string Stage(string key, string path) => $"set({Ottl.Attribute(key)}, {path})";
}
