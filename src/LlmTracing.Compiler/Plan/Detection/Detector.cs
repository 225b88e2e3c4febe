using System.Collections.Immutable;

namespace LlmTracing.Compiler.Plan.Detection;

/// <summary>A pattern for text that must not be shown, and its replacement.</summary>
/// <remarks>
/// Starts with literal text if possible: such a pattern uses substring search and costs a hundredth of one that starts
/// with <c>\b</c>. It also finds what follows a JSON-escaped newline.
/// </remarks>
/// <param name="Name">What it finds: the name that policies use, and the placeholder. Several patterns may share it.</param>
/// <param name="Pattern">RE2; what it matches is replaced.</param>
public sealed record Detector(string Name, string Pattern)
{
    /// <summary>RE2 for the text before the match, which stays; without capturing groups.</summary>
    public string Before { get; init; } = "";

    /// <summary>RE2 for the text after the match, which stays; only together with <see cref="Before"/>; without capturing groups.</summary>
    public string After { get; init; } = "";

    /// <summary>Literal text that replaces a match: <c>[email]</c>.</summary>
    public string Placeholder { get; init; } = $"[{Name}]";

    /// <summary>What a text must contain for the pattern to match; null if the pattern itself is cheap.</summary>
    public Gate? Gate { get; init; }

    /// <summary>Whether a team wrote it. It may match a placeholder, so searching the text before masking is not enough.</summary>
    public bool IsCustom { get; init; }

    /// <summary>Text that every match starts with and that JSON does not escape; empty if there is none.</summary>
    public string Literal => field ??= LiteralHead.Of(Before.Length > 0 ? Before : Pattern);

    /// <summary>Characters that no matching text contains.</summary>
    public string NoneOf { get; init; } = "";

    /// <summary>The whole pattern; <see cref="Before"/> and <see cref="After"/>, if any, are its first and second group.</summary>
    public string Whole => $"{Group(Before)}{Pattern}{Group(After)}";

    /// <summary>False only if the text certainly has no match.</summary>
    public bool MayFind(string text) =>
        (Literal.Length == 0 || text.Contains(Literal, StringComparison.Ordinal)) && (Gate is null || text.AsSpan().ContainsAny(Gate.OneOf))
        && (NoneOf.Length == 0 || !text.AsSpan().ContainsAny(NoneOf));

    private static string Group(string pattern) => pattern.Length == 0 ? "" : $"({pattern})";
}

/// <summary>A cheap precondition of an expensive pattern.</summary>
/// <param name="Name">Unique.</param>
/// <param name="Patterns">RE2, most with a literal prefix. Wherever the detector matches, so does one of these, also in JSON text.</param>
public sealed record Gate(string Name, ImmutableArray<string> Patterns)
{
    /// <summary>Characters of which every match contains at least one.</summary>
    public required string OneOf { get; init; }
}
