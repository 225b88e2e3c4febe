using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Collector.Redaction;

/// <summary>Attributes of span events whose category the event's name tells. Of a repeated key all go, and the first returns.</summary>
internal static class EventPayloads
{
    internal static IEnumerable<string> Stage(RedactionPlan plan)
    {
        foreach (var (kind, isEvent) in ByKind(name => $"spanevent.name == {Ottl.Literal(name)}"))
        {
            foreach (var key in Vocabulary.EventPayloadKeys)
            {
                var source = Ottl.Attribute(key);
                yield return $"set({Ottl.Attribute(Staging.Payload(kind, key))}, {source}) where {source} != nil and ({isEvent})";
                foreach (var (part, stricter, outranked) in EventContent.Stricter(plan, kind))
                {
                    var holds = $"{source} != nil and ({isEvent}) and IsMatch(String({source}), {Ottl.Literal(part.Pattern)})";
                    yield return $"set({Ottl.Attribute(Staging.Payload(stricter, key))}, {source}) where {holds}";
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
        from kind in EventContent.Kinds
        from key in Vocabulary.EventPayloadKeys
        let staged = Ottl.Attribute(Staging.Payload(kind, key))
        select $"set({Ottl.Attribute(key)}, {staged}) where {staged} != nil";

    /// <summary>For each kind: the condition that the item is such an event.</summary>
    internal static IEnumerable<(EventKind Kind, string IsEvent)> ByKind(Func<string, string> isNamed) =>
        from family in Vocabulary.Events
        group family by new EventKind(family.Categories).Name into families
        select (new EventKind(families.First().Categories), Ottl.Any(families.Select(family => isNamed(family.Name))));
}
