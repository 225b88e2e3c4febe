using System.Globalization;

namespace LlmTracing.Compiler.Patterns;

/// <summary>A parsed piece of a pattern.</summary>
/// <param name="Text">In .NET syntax; safe to put beside other pieces.</param>
/// <param name="Repeats">Largest product of nested repeat counts.</param>
/// <param name="Size">Instructions that Go would need, about.</param>
/// <param name="Height">Nesting depth.</param>
/// <param name="Backtracks">Whether .NET's linear matching can't do it.</param>
/// <param name="Unsupported">What has no .NET equivalent; null when all has.</param>
/// <param name="IsOptional">Whether it can match without reading a character.</param>
internal sealed record Re2Part(
    string Text, int Repeats = 1, long Size = 1, int Height = 1, bool Backtracks = false, string? Unsupported = null, bool IsOptional = false)
{
    /// <summary>Limits of Go: repeat counts multiply when nested.</summary>
    internal const int MaxRepeat = 1000;

    private const int MaxHeight = 1000;
    private const long MaxSize = (128 << 20) / 40;

        internal static Re2Part Concatenate(List<Re2Part> parts) =>
        parts.Count == 1 ? parts[0] : Join(parts, parts.Count == 0 ? "(?:)" : string.Concat(parts.Select(part => part.Text)), 0, parts.All(part => part.IsOptional));

    internal static Re2Part Alternate(List<Re2Part> parts) =>
        parts.Count == 1 ? parts[0] : Join(parts, $"(?:{string.Join('|', parts.Select(part => part.Text))})", parts.Count - 1, parts.Any(part => part.IsOptional));

    internal Re2Part Capture() => Limited(this with { Text = $"(?:{Text})", Size = Size + 2, Height = Height + 1 });

    /// <param name="max">Null for no limit.</param>
    internal Re2Part Repeat(int min, int? max, bool lazy)
    {
        var repeats = Repeats * Math.Max(1, max ?? min);
        if ((min >= 2 || max >= 2) && repeats > MaxRepeat)
        {
            throw new Re2Exception($"Repeat counts multiply to more than {MaxRepeat}.");
        }

        return Limited(this with
        {
            Text = $"(?:{Text}){Quantifier(min, max)}{(lazy ? "?" : "")}",
            Repeats = max == 0 ? 1 : repeats,
            Size = max is { } most ? Math.Max(1, (most * Size) + most - min) : (Math.Max(1, min) * Size) + 2,
            Height = Height + 1,
            IsOptional = IsOptional || min == 0,
        });
    }

    private static string Quantifier(int min, int? max) => (min, max) switch
    {
        (0, null) => "*",
        (1, null) => "+",
        (0, 1) => "?",
        (_, null) => string.Create(CultureInfo.InvariantCulture, $"{{{min},}}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{{{min},{max}}}"),
    };

    private static Re2Part Join(List<Re2Part> parts, string text, int overhead, bool optional) => Limited(new(
        text,
        parts.Count == 0 ? 1 : parts.Max(part => part.Repeats),
        parts.Sum(part => part.Size) + overhead,
        parts.Count == 0 ? 1 : parts.Max(part => part.Height) + 1,
        parts.Any(part => part.Backtracks),
        parts.Select(part => part.Unsupported).FirstOrDefault(what => what is not null),
        optional));

    private static Re2Part Limited(Re2Part part) => part switch
    {
        { Height: > MaxHeight } => throw new Re2Exception("It is nested too deeply."),
        { Size: > MaxSize } => throw new Re2Exception("It is too large."),
        _ => part,
    };
}
