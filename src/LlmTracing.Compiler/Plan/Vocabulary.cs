using System.Collections.Immutable;
using LlmTracing.Compiler.Plan.Names;

namespace LlmTracing.Compiler.Plan;

/// <summary>Attribute keys that carry content.</summary>
/// <param name="Pattern">RE2, matched against the whole key.</param>
/// <param name="Categories">What the value may hold; the strictest mode among them applies.</param>
/// <param name="Source">Convention and version.</param>
public sealed record KeyFamily(string Pattern, ImmutableArray<Category> Categories, string Source);

/// <summary>Log records and span events whose payload is content, by event name.</summary>
public sealed record EventFamily(string Name, ImmutableArray<Category> Categories, string Source);

/// <summary>Where content is: the table that both the generated configuration and the preview read.</summary>
public static class Vocabulary
{
    /// <summary>Content by attribute key, wherever attributes occur. A key may be in several families.</summary>
    public static ImmutableArray<KeyFamily> Keys { get; } = KeysOf(Libraries.All);

    /// <summary>Content by event name: the body of a log record, the payload of a span event.</summary>
    public static ImmutableArray<EventFamily> Events { get; } =
        [.. Libraries.All.SelectMany(library => library.Events.Select(one => new EventFamily(one.Name, one.Categories, library.Source)))];

    /// <summary>
    /// Attributes of span events whose payload is explained by the event's name. A payload whose own key is content, such as
    /// <c>gen_ai.prompt</c>, is not included: its key is more specific than the event.
    /// </summary>
    public static ImmutableArray<string> EventPayloadKeys { get; } = ["gen_ai.event.content", "content", "body", "message"];

    /// <summary>The families of these libraries, one per row.</summary>
    public static ImmutableArray<KeyFamily> KeysOf(ImmutableArray<Library> libraries)
    {
        var rows = libraries.SelectMany(library => library.Structure.Concat(library.Content.Select(row => row.Keys)));
        ImmutableArray<string> listed = [.. rows.Where(keys => !IsRest(keys)).SelectMany(keys => Notation.Expand(keys))];
        return
        [
            .. from library in libraries
               from row in library.Content
               let pattern = IsRest(row.Keys) ? Remainder.ToRe2(row.Keys.TrimEnd(Library.Rest), listed) : Notation.ToRe2(row.Keys)
               select new KeyFamily(pattern, row.Categories, library.Source),
        ];
    }

    private static bool IsRest(string keys) => keys.EndsWith(Library.Rest);
}
