using System.Globalization;

namespace LlmTracing.Compiler.Patterns;

/// <summary>Sets of code points in .NET syntax, which knows UTF-16 units only.</summary>
internal static class Re2Text
{
    private const int FirstLow = 0xDC00;
    private const int LastLow = 0xDFFF;

    /// <summary>A class, or alternatives of a class and pairs; never empty.</summary>
    internal static string Alternatives(List<(int Low, int High)> plain, IEnumerable<string> pairs)
    {
        var parts = plain.Count == 0 ? pairs.ToList() : [Class(plain), .. pairs];
        return parts.Count switch
        {
            0 => @"[^\s\S]",
            1 when plain.Count > 0 => parts[0],
            _ => $"(?:{string.Join('|', parts)})",
        };
    }

    /// <summary>Surrogate pairs for a range above U+FFFF.</summary>
    internal static IEnumerable<string> Pairs(int low, int high)
    {
        var (first, last) = (Split(low), Split(high));
        if (first.High == last.High)
        {
            return [Pair(first.High, first.High, first.Low, last.Low)];
        }

        return
        [
            Pair(first.High, first.High, first.Low, LastLow),
            .. first.High + 1 < last.High ? [Pair(first.High + 1, last.High - 1, FirstLow, LastLow)] : Array.Empty<string>(),
            Pair(last.High, last.High, FirstLow, last.Low),
        ];
    }

    private static string Class(List<(int Low, int High)> ranges) =>
        ranges is [var one] && one.Low == one.High
            ? Unit(one.Low)
            : $"[{string.Concat(ranges.Select(range => Range(range.Low, range.High)))}]";

    private static (int High, int Low) Split(int rune) => (0xD800 + ((rune - 0x10000) >> 10), FirstLow + ((rune - 0x10000) & 0x3FF));

    private static string Pair(int firstHigh, int lastHigh, int firstLow, int lastLow) =>
        $"[{Range(firstHigh, lastHigh)}][{Range(firstLow, lastLow)}]";

    private static string Range(int low, int high) => low == high ? Unit(low) : $"{Unit(low)}-{Unit(high)}";

    private static string Unit(int unit) =>
        char.IsAsciiLetterOrDigit((char)unit) ? ((char)unit).ToString() : string.Create(CultureInfo.InvariantCulture, $"\\u{unit:X4}");
}
