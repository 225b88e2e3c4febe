using System.Text.RegularExpressions;
using LlmTracing.Compiler.Collector.Components;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Collector.Redaction;

/// <summary>Bodies of log records, staged by the category of their event.</summary>
internal static class LogBodies
{
    private static readonly string Body = Ottl.Attribute(Staging.AnyBody);

    private static readonly string Finite = Ottl.Attribute(Staging.Finite);

    private static readonly string IsJson = $"{Ottl.Attribute(Staging.JsonBody)} == true";

    /// <summary>Maps and lists become JSON text, so that keys inside them are seen. One that has none stays, and goes in <see cref="Stage"/>.</summary>
    internal static StatementGroup ToText() => new("log",
    [
        $"set({Ottl.Attribute(Staging.JsonBody)}, true) where IsMap(log.body) or IsList(log.body)",
        $"set(log.body, String(log.body)) where {IsJson}",
        $"set({Finite}, true) where not IsDouble(log.body) or String([log.body]) != \"\"",
    ])
    {
        ErrorMode = "ignore",
    };

    /// <summary>What is no text, number or truth value by now can't be read, and goes.</summary>
    internal static IEnumerable<string> Stage(RedactionPlan plan) =>
    [
        $"set(log.body, {Ottl.Literal(Shapes.Dropped)}) where log.body != nil and not (IsString(log.body) or IsInt(log.body) or IsDouble(log.body) or IsBool(log.body))",
        $"set(log.body, {Ottl.Literal(Shapes.Dropped)}) where IsDouble(log.body) and {Finite} == nil",
        .. EventKinds.Judge(plan, IsNamed, part => $"IsString(log.body) and IsMatch(log.body, {Ottl.Literal(part.Pattern)})"),
        $"set({Body}, log.body) where log.body != nil",
        $"replace_all_patterns(attributes, \"key\", {Ottl.Literal($"^{Regex.Escape(Staging.AnyBody)}$")}, Concat([{Ottl.Literal(Staging.AnyBody + ".")}, {EventKinds.Kind}], \"\")) where {EventKinds.Kind} != nil",
        "set(log.body, \"\") where log.body != nil",
    ];

    /// <remarks>The attribute counts only where the record itself has no name: a record has one category.</remarks>
    private static string IsNamed(string name)
    {
        var literal = Ottl.Literal(name);
        return $"log.event_name == {literal} or (log.event_name == \"\" and {Ottl.Attribute("event.name")} == {literal})";
    }

    internal static IEnumerable<string> Restore() =>
    [
        $"replace_all_patterns(attributes, \"key\", {Ottl.Literal($"^{Regex.Escape(Staging.AnyBody)}\\..+$")}, {Ottl.Literal(Staging.AnyBody)})",
        $"set(log.body, {Body}) where {Body} != nil",
    ];

    /// <summary>The text is clean already; what is no JSON any more stays text.</summary>
    internal static StatementGroup Parse() => new("log", [$"set(log.body, ParseJSON(log.body)) where {IsJson} and IsMatch(log.body, {Ottl.Literal("^[\\[{]")})"]) { ErrorMode = "ignore" };
}
