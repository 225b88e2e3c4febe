using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Plan.Messages;

namespace LlmTracing.Compiler.Collector.Redaction;

/// <summary>Which kind of event an item is, by its name and by what it holds.</summary>
internal static class EventKinds
{
    /// <summary>The name of the kind; nil when the event is not in the vocabulary.</summary>
    internal const string Kind = "cache[\"kind\"]";

    private const string Event = "cache[\"event\"]";

    /// <param name="isNamed">Condition: the item has this event name.</param>
    /// <param name="holds">Condition: the item's payload has a part with this pattern.</param>
    internal static IEnumerable<string> Judge(RedactionPlan plan, Func<string, string> isNamed, Func<MessagePart, string> holds) =>
    [
        .. from family in Vocabulary.Events
           group family by new EventKind(family.Categories).Name into families
           select $"set({Event}, \"{families.Key}\") where {Ottl.Any(families.Select(family => isNamed(family.Name)))}",
        .. Roles.Parts.Select(part => $"set({Has(part)}, true) where {Event} != nil and ({holds(part)})"),
        $"set({Kind}, {Event})",
        .. from kind in EventContent.Kinds
           from stricter in EventContent.Stricter(plan, kind)
           select $"set({Kind}, \"{stricter.Kind.Name}\") where {Event} == \"{kind.Name}\" and {Has(stricter.Part)} == true",
    ];

    private static string Has(MessagePart part) => $"cache[\"{part.Category}\"]";
}
