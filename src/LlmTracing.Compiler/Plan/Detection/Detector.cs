using System.Collections.Immutable;

namespace LlmTracing.Compiler.Plan.Detection;

/// <summary>A pattern for text that must not be seen, and what takes its place.</summary>
/// <remarks>
/// Begins with literal text where it can: such a pattern is found by substring search and costs a hundredth of one that begins
/// with <c>\b</c>, and it also finds what stands behind a JSON-escaped newline.
/// </remarks>
/// <param name="Name">What it finds: the name that policies use, and the placeholder. Several patterns may share it.</param>
/// <param name="Pattern">RE2; what it matches is replaced.</param>
public sealed record Detector(string Name, string Pattern)
{
    /// <summary>RE2 of what stands before the match and stays; without capturing groups.</summary>
    public string Before { get; init; } = "";

    /// <summary>RE2 of what stands behind the match and stays, where there is something before it; without capturing groups.</summary>
    public string After { get; init; } = "";

    /// <summary>Literal text that takes the place of a match: <c>[email]</c>.</summary>
    public string Placeholder { get; init; } = $"[{Name}]";

    /// <summary>What must be somewhere for the pattern to match; null when the pattern itself is cheap.</summary>
    public Gate? Gate { get; init; }

    /// <summary>Whether a team wrote it: it may find what a placeholder put there, so that a look at the text before masking does not tell.</summary>
    public bool IsCustom { get; init; }

    /// <summary>Text that every match begins with, and that JSON does not escape; empty when there is none.</summary>
    public string Literal => field ??= LiteralHead.Of(Before.Length > 0 ? Before : Pattern);

    /// <summary>Characters of which none is in a text that matches.</summary>
    public string NoneOf { get; init; } = "";

    /// <summary>The whole pattern, with <see cref="Before"/> and <see cref="After"/> as its first and second group where there are any.</summary>
    public string Whole => $"{Group(Before)}{Pattern}{Group(After)}";

    /// <summary>False when the text surely holds no match.</summary>
    public bool MayFind(string text) =>
        (Literal.Length == 0 || text.Contains(Literal, StringComparison.Ordinal)) && (Gate is null || text.AsSpan().ContainsAny(Gate.OneOf))
        && (NoneOf.Length == 0 || !text.AsSpan().ContainsAny(NoneOf));

    private static string Group(string pattern) => pattern.Length == 0 ? "" : $"({pattern})";
}

/// <summary>A cheap condition for a dear pattern.</summary>
/// <param name="Name">Tells it from others.</param>
/// <param name="Patterns">RE2, most with a literal beginning; wherever the detector finds something, one of them does, also in JSON text.</param>
public sealed record Gate(string Name, ImmutableArray<string> Patterns)
{
    /// <summary>Characters of which one is in every match.</summary>
    public required string OneOf { get; init; }
}
