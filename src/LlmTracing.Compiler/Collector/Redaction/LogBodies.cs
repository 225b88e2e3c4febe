using LlmTracing.Compiler.Collector.Components;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Collector.Redaction;

/// <summary>Bodies of log records, staged by the category of their event.</summary>
internal static class LogBodies
{
    private static readonly string IsJson = $"{Ottl.Attribute(Staging.JsonBody)} == true";

    /// <summary>Maps and lists become JSON text, so that keys inside them are seen. One that has none stays, and goes in <see cref="Stage"/>.</summary>
    internal static StatementGroup ToText() => new("log",
    [
        $"set({Ottl.Attribute(Staging.JsonBody)}, true) where IsMap(log.body) or IsList(log.body)",
        $"set(log.body, String(log.body)) where {IsJson}",
    ])
    {
        ErrorMode = "ignore",
    };

    /// <summary>What is no text, number or truth value by now can't be read, and goes.</summary>
    internal static IEnumerable<string> Stage(RedactionPlan plan)
    {
        var unknown = Ottl.Attribute(Staging.DefaultBody);
        yield return $"set(log.body, {Ottl.Literal(Shapes.Dropped)}) where log.body != nil and not (IsString(log.body) or IsInt(log.body) or IsDouble(log.body) or IsBool(log.body))";
        yield return $"set({unknown}, log.body) where log.body != nil";
        foreach (var (kind, isEvent) in EventPayloads.ByKind(IsNamed))
        {
            yield return $"set({Ottl.Attribute(Staging.Body(kind))}, log.body) where log.body != nil and ({isEvent})";
            yield return $"delete_key(attributes, {Ottl.Literal(Staging.DefaultBody)}) where {isEvent}";
            foreach (var (part, stricter, outranked) in EventContent.Stricter(plan, kind))
            {
                var holds = $"IsString(log.body) and ({isEvent}) and IsMatch(log.body, {Ottl.Literal(part.Pattern)})";
                yield return $"set({Ottl.Attribute(Staging.Body(stricter))}, log.body) where {holds}";
                foreach (var other in outranked)
                {
                    yield return $"delete_key(attributes, {Ottl.Literal(Staging.Body(other))}) where {holds}";
                }
            }
        }

        yield return "set(log.body, \"\") where log.body != nil";
    }

    /// <remarks>The attribute counts only where the record itself has no name: a record has one category.</remarks>
    private static string IsNamed(string name)
    {
        var literal = Ottl.Literal(name);
        return $"log.event_name == {literal} or (log.event_name == \"\" and {Ottl.Attribute("event.name")} == {literal})";
    }

    internal static IEnumerable<string> Restore() =>
        from key in EventContent.Kinds.Select(Staging.Body).Append(Staging.DefaultBody)
        let staged = Ottl.Attribute(key)
        select $"set(log.body, {staged}) where {staged} != nil";

    /// <summary>The text is clean already; what is no JSON any more stays text.</summary>
    internal static StatementGroup Parse() => new("log", [$"set(log.body, ParseJSON(log.body)) where {IsJson} and IsMatch(log.body, {Ottl.Literal("^[\\[{]")})"]) { ErrorMode = "ignore" };
}
