using System.Collections.Immutable;
using LlmTracing.Compiler.Plan.Messages;

namespace LlmTracing.Compiler.Plan;

/// <summary>Categories that an event's payload may hold together; its staging key is named after them.</summary>
public sealed record EventKind(ImmutableArray<Category> Categories)
{
    public string Name { get; } = string.Join('-', Categories);
}

/// <summary>How the payload of a known event is judged: by the event's categories, or by a stricter part that it contains.</summary>
public static class EventContent
{
    /// <summary>All kinds under which a payload may be staged.</summary>
    public static ImmutableArray<EventKind> Kinds { get; } =
    [
        .. Vocabulary.Events.Select(family => new EventKind(family.Categories)).Concat(Roles.Parts.Select(Of))
            .DistinctBy(kind => kind.Name, StringComparer.Ordinal).OrderBy(kind => kind.Name, StringComparer.Ordinal),
    ];

    /// <summary>Parts that are stricter than the kind, strictest last.</summary>
    public static IEnumerable<(MessagePart Part, EventKind Kind)> Stricter(RedactionPlan plan, EventKind kind)
    {
        var own = plan.Strictest(kind.Categories);
        return Roles.Parts.Where(part => plan[part.Category] > own).OrderBy(part => plan[part.Category]).Select(part => (part, Of(part)));
    }

    private static EventKind Of(MessagePart part) => new([part.Category]);
}
