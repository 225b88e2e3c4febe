using System.Collections.Immutable;

namespace LlmTracing.Compiler.Patterns;

/// <summary>A set of code points as sorted, disjoint, not adjacent ranges.</summary>
/// <param name="Unsupported">What the ranges do not say because .NET has no table for it; null when they say all.</param>
internal sealed record Re2Set(ImmutableArray<(int Low, int High)> Ranges, string? Unsupported = null)
{
    internal const int Last = 0x10FFFF;
    private const int LastBmp = 0xFFFF;
    private const int FirstSurrogate = 0xD800;
    private const int LastSurrogate = 0xDFFF;

    /// <summary>With larger sets .NET's linear matching misses a newline at the end of the text.</summary>
    private const int MaxLinear = 32;

    internal static Re2Set None { get; } = new([]);

    internal static Re2Set All { get; } = Of(0, Last);

    internal static Re2Set Of(int rune) => Of(rune, rune);

    internal static Re2Set Of(int low, int high) => new([(low, high)]);

    internal Re2Set With(Re2Set other) => Normalized(Ranges.AddRange(other.Ranges)) with { Unsupported = Unsupported ?? other.Unsupported };

    internal Re2Set Negated()
    {
        var gaps = ImmutableArray.CreateBuilder<(int, int)>();
        var next = 0;
        foreach (var (low, high) in Ranges)
        {
            if (low > next)
            {
                gaps.Add((next, low - 1));
            }

            next = high + 1;
        }

        if (next <= Last)
        {
            gaps.Add((next, Last));
        }

        return this with { Ranges = gaps.ToImmutable() };
    }

    /// <summary>With every code point that differs only in case.</summary>
    internal Re2Set Folded()
    {
        var others = ImmutableArray.CreateBuilder<(int, int)>();
        foreach (var (low, high) in Ranges)
        {
            for (var rune = low; rune <= Math.Min(high, Re2Folding.Last); rune++)
            {
                others.AddRange(Re2Folding.Orbit(rune).Select(other => (other, other)));
            }
        }

        return others.Count == 0 ? this : Normalized(Ranges.AddRange(others)) with { Unsupported = Unsupported };
    }

    internal Re2Part ToPart()
    {
        var plain = Clip(0, FirstSurrogate - 1).Concat(Clip(LastSurrogate + 1, LastBmp)).ToList();
        var pairs = Clip(LastBmp + 1, Last).SelectMany(range => Re2Text.Pairs(range.Low, range.High));
        return new(Re2Text.Alternatives(plain, pairs), Backtracks: Ranges.Length > MaxLinear, Unsupported: Unsupported);
    }

    private IEnumerable<(int Low, int High)> Clip(int low, int high) =>
        from range in Ranges
        where range.Low <= high && range.High >= low
        select (Math.Max(range.Low, low), Math.Min(range.High, high));

    private static Re2Set Normalized(IEnumerable<(int Low, int High)> ranges)
    {
        var merged = ImmutableArray.CreateBuilder<(int Low, int High)>();
        foreach (var (low, high) in ranges.Order())
        {
            if (merged.Count > 0 && low <= merged[^1].High + 1)
            {
                merged[^1] = (merged[^1].Low, Math.Max(merged[^1].High, high));
            }
            else
            {
                merged.Add((low, high));
            }
        }

        return new(merged.ToImmutable());
    }
}
