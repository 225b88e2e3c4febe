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

    /// <summary>RE2 of what stands behind the match and stays; without capturing groups.</summary>
    public string After { get; init; } = "";

    /// <summary>Literal text that takes the place of a match: <c>[email]</c>.</summary>
    public string Placeholder { get; init; } = $"[{Name}]";

    /// <summary>The whole pattern, with <see cref="Before"/> and <see cref="After"/> as its first and second group where there are any.</summary>
    public string Whole => Keeps ? $"({Before}){Pattern}({After})" : Pattern;

    /// <summary>Whether a part of what <see cref="Whole"/> matches stays.</summary>
    public bool Keeps => Before.Length + After.Length > 0;
}
