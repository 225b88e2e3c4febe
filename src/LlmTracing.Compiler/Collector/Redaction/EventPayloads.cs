using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Collector.Redaction;

/// <summary>Attributes of span events whose category the event's name tells. Of a repeated key all go, and the first returns.</summary>
internal static class EventPayloads
{
    internal static IEnumerable<string> Stage(RedactionPlan plan)
    {
        foreach (var (category, isEvent) in ByCategory(name => $"spanevent.name == {Ottl.Literal(name)}"))
        {
            foreach (var key in Vocabulary.EventPayloadKeys)
            {
                var source = Ottl.Attribute(key);
                yield return $"set({Ottl.Attribute(Staging.Payload(category, key))}, {source}) where {source} != nil and ({isEvent})";
                foreach (var (part, outranked) in EventContent.Stricter(plan, category))
                {
                    var holds = $"{source} != nil and ({isEvent}) and IsMatch(String({source}), {Ottl.Literal(part.Pattern)})";
                    yield return $"set({Ottl.Attribute(Staging.Payload(part.Category, key))}, {source}) where {holds}";
                    foreach (var other in outranked)
                    {
                        yield return $"delete_key(attributes, {Ottl.Literal(Staging.Payload(other, key))}) where {holds}";
                    }
                }

                yield return $"{Ottl.DeleteAll(key)} where {isEvent}";
            }
        }
    }

    internal static IEnumerable<string> Restore() =>
        from category in EventContent.Categories
        from key in Vocabulary.EventPayloadKeys
        let staged = Ottl.Attribute(Staging.Payload(category, key))
        select $"set({Ottl.Attribute(key)}, {staged}) where {staged} != nil";

    /// <summary>For each category with events: the condition that the item is one of them.</summary>
    internal static IEnumerable<(Category Category, string IsEvent)> ByCategory(Func<string, string> isNamed) =>
        from family in Vocabulary.Events
        group isNamed(family.Name) by family.Category into events
        select (events.Key, Ottl.Any(events));
}
