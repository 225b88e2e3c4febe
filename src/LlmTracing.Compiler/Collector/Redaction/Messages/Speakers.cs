using System.Collections.Immutable;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Plan.Messages;

namespace LlmTracing.Compiler.Collector.Redaction.Messages;

/// <summary>
/// Says of each message of a list who speaks in it and what it holds: <c>assistant ToolArguments</c>. The same statements in every plan, so that a
/// configuration holds them once; plans decide by what they say.
/// </summary>
internal static class Speakers
{
    private const string Unknown = "unknown";

    private const string Message = "cache[\"message\"]";

    private const string Role = $"{Message}[\"role\"]";

    private const string Speaker = "cache[\"speaker\"]";

    private static readonly string IsKnown = $"IsMap({Message}) and IsString({Role}) and IsMatch({Role}, {Ottl.Literal($"^{Roles.AnyName}$")})";

    /// <summary>Statements that make the list of speakers from a list of messages.</summary>
    internal static IEnumerable<string> Of(StagedList staged) =>
        Enumerable.Range(0, staged.Most).SelectMany(index => Of(staged, index)).Prepend($"set({staged.Speakers}, {staged.List})");

    /// <summary>The message at this index, if there is one, is of known role and has this mode: the stricter of those of its role and its parts.</summary>
    internal static string Has(StagedList staged, int index, MessageModes modes, ContentMode mode) =>
        Is(staged, index, Ottl.WholeKey(Names(modes, mode)));

    /// <summary>The message at this index, if there is one, is of unknown role; it has the strictest mode.</summary>
    internal static string IsUnknown(StagedList staged, int index) => Is(staged, index, $"^{Unknown}$");

    /// <summary>The message at this index, if there is one, has this mode, be its role known or not.</summary>
    internal static string HasOrIsUnknown(StagedList staged, int index, MessageModes modes, ContentMode mode) =>
        Is(staged, index, Ottl.WholeKey(Names(modes, mode).Concat(mode == modes.Strictest ? [Unknown] : [])));

    private static string Is(StagedList staged, int index, string speakers) =>
        $"{staged.Exists(index)} and IsMatch({staged.Speakers}[{index}], {Ottl.Literal(speakers)})";

    private static IEnumerable<string> Of(StagedList staged, int index) =>
    [
        $"set({Message}, \"\")",
        $"set({Message}, {staged.List}[{index}]) where {staged.Exists(index)}",
        $"set({staged.List}[{index}], \"\") where {staged.Exists(index)} and {staged.List}[{index}] == nil",
        $"set({Speaker}, \"{Unknown}\")",
        $"set({Speaker}, {Role}) where {IsKnown}",
        .. Roles.Parts.Select(part =>
            $"set({Speaker}, Concat([{Speaker}, \"{part.Category}\"], \" \")) where {IsKnown} and IsMatch(String({Message}), {Ottl.Literal(part.Pattern)})"),
        $"set({staged.Speakers}[{index}], {Speaker}) where {staged.Exists(index)}",
    ];

    /// <summary>RE2 of the speakers whose messages have a mode.</summary>
    private static IEnumerable<string> Names(MessageModes modes, ContentMode mode) =>
        from role in Roles.All
        from parts in Combinations
        where parts.Select(modes.Of).Append(modes.Of(role)).Max() == mode
        from name in role.Names
        select string.Join(' ', parts.Select(part => part.Category.ToString()).Prepend(name));

    private static ImmutableArray<ImmutableArray<MessagePart>> Combinations { get; } =
        [.. Roles.Parts.Aggregate(
            new[] { ImmutableArray<MessagePart>.Empty },
            (combinations, part) => [.. combinations, .. combinations.Select(parts => parts.Add(part))])];
}
