using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace LlmTracing.Cli.Views;

/// <summary>Text in one style.</summary>
internal readonly record struct Styled(string Text, Style Style);

/// <summary>One line of a cell.</summary>
/// <param name="Width">In columns of a terminal.</param>
internal sealed record CellLine(ImmutableArray<Styled> Parts, int Width)
{
    public static CellLine Empty { get; } = new([], 0);
}

/// <summary>Text broken into lines of a width. Control characters show as escapes: what was recorded must not move the cursor.</summary>
internal static class Cell
{
    private const string Cut = "…";

    /// <param name="most">Lines; what is beyond them is cut, and the last line says so.</param>
    public static ImmutableArray<CellLine> Lines(IEnumerable<Styled> parts, int width, int most = int.MaxValue)
    {
        var glyphs = Glyphs(parts, (long)width * most);
        var lines = ImmutableArray.CreateBuilder<CellLine>();
        for (var start = 0; start < glyphs.Count;)
        {
            var end = End(glyphs, start, width);
            if (lines.Count == most - 1 && end < glyphs.Count)
            {
                end = End(glyphs, start, width - Cut.Length);
                lines.Add(Line([.. glyphs[start..end], new Glyph(Cut, 1, glyphs[end].Style)]));
                break;
            }

            lines.Add(Line(glyphs[start..end]));
            start = end;
        }

        return lines.ToImmutable();
    }

    /// <summary>Those that fit into so many columns, and one more: no line shows what is behind.</summary>
    private static List<Glyph> Glyphs(IEnumerable<Styled> parts, long columns)
    {
        var glyphs = new List<Glyph>();
        var used = 0L;
        foreach (var part in parts)
        {
            foreach (var rune in part.Text.EnumerateRunes())
            {
                if (used > columns)
                {
                    return glyphs;
                }

                glyphs.Add(Glyph.Of(rune, part.Style));
                used += glyphs[^1].Width;
            }
        }

        return glyphs;
    }

    /// <summary>After the last space or comma of the second half when the text goes on, so that few words are cut.</summary>
    private static int End(List<Glyph> glyphs, int start, int width)
    {
        var (end, used) = (start, 0);
        while (end < glyphs.Count && (used + glyphs[end].Width <= width || end == start))
        {
            used += glyphs[end++].Width;
        }

        if (end == glyphs.Count)
        {
            return end;
        }

        var gap = glyphs.FindLastIndex(end - 1, end - start, glyph => glyph.Text is " " or ",") + 1;
        return gap > start + ((end - start) / 2) ? gap : end;
    }

    private static CellLine Line(List<Glyph> glyphs)
    {
        glyphs = glyphs[..(glyphs.FindLastIndex(glyph => glyph.Text != " ") + 1)];
        var parts = ImmutableArray.CreateBuilder<Styled>();
        var text = new StringBuilder();
        foreach (var (index, glyph) in glyphs.Index())
        {
            text.Append(glyph.Text);
            if (index + 1 == glyphs.Count || !glyphs[index + 1].Style.Equals(glyph.Style))
            {
                parts.Add(new Styled(text.ToString(), glyph.Style));
                text.Clear();
            }
        }

        return new CellLine(parts.ToImmutable(), glyphs.Sum(glyph => glyph.Width));
    }

    private readonly record struct Glyph(string Text, int Width, Style Style)
    {
        private static readonly ImmutableArray<string> Printable = [.. Enumerable.Range(' ', 127 - ' ').Select(code => $"{(char)code}")];

        public static Glyph Of(Rune rune, Style style)
        {
            if (rune.Value is >= ' ' and < 127)
            {
                return new Glyph(Printable[rune.Value - ' '], 1, style);
            }

            var text = Escaped(rune) ?? rune.ToString();
            return new Glyph(text, new Segment(text).CellCount(), style);
        }

        private static string? Escaped(Rune rune) => rune.Value switch
        {
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                ? $"\\u{rune.Value:x4}"
                : null,
        };
    }
}
