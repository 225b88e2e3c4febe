using System.Collections.Immutable;
using LlmTracing.Compiler.Plan.Conversation;

namespace LlmTracing.Compiler.Plan;

/// <summary>How the payload of an event in the vocabulary is judged: by the event's category, or a stricter one of a part that it holds.</summary>
public static class EventContent
{
    /// <summary>Parts that are stricter than the category, the strictest last; each with the categories that it outranks.</summary>
    public static IEnumerable<(MessagePart Part, ImmutableArray<Category> Outranked)> Stricter(RedactionPlan plan, Category category)
    {
        ImmutableArray<MessagePart> parts = [.. Roles.Parts.Where(part => plan[part.Category] > plan[category]).OrderBy(part => plan[part.Category])];
        return parts.Select((part, index) => (part, parts[..index].Select(weaker => weaker.Category).Prepend(category).ToImmutableArray()));
    }

    /// <summary>Categories under which a payload may be staged.</summary>
    public static ImmutableArray<Category> Categories { get; } =
        [.. Vocabulary.Events.Select(family => family.Category).Concat(Roles.Parts.Select(part => part.Category)).Distinct().Order()];
}
