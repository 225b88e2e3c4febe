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
        var glyphs = parts.SelectMany(part => Glyphs(part)).ToList();
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

    private static IEnumerable<Glyph> Glyphs(Styled part) => part.Text.EnumerateRunes().Select(rune => Glyph.Of(rune, part.Style));

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
        public static Glyph Of(Rune rune, Style style)
        {
            var text = Escaped(rune) ?? rune.ToString();
            return new Glyph(text, rune.Value is >= ' ' and < 127 ? 1 : new Segment(text).CellCount(), style);
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
