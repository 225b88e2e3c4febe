using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
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

/// <summary>Wraps text to a width. Control characters become escapes: recorded text must not move the cursor.</summary>
internal static class Cell
{
    private const string Cut = "…";

    /// <param name="most">Maximum number of lines; an ellipsis marks what is cut.</param>
    public static ImmutableArray<CellLine> Lines(IEnumerable<Styled> parts, int width, int most = int.MaxValue)
    {
        var glyphs = CollectionsMarshal.AsSpan(Glyphs(parts, (long)width * most));
        var lines = ImmutableArray.CreateBuilder<CellLine>();
        while (glyphs.Length > 0)
        {
            var end = End(glyphs, width);
            if (lines.Count == most - 1 && end < glyphs.Length)
            {
                end = End(glyphs, width - Cut.Length);
                lines.Add(Line([.. glyphs[..end], new Glyph(Cut, 1, glyphs[end].Style)]));
                break;
            }

            lines.Add(Line(glyphs[..end]));
            glyphs = glyphs[end..];
        }

        return lines.ToImmutable();
    }

    /// <summary>The glyphs that fit into the columns, plus one: later ones are never shown.</summary>
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

                var glyph = Glyph.Of(rune, part.Style);
                glyphs.Add(glyph);
                used += glyph.Width;
            }
        }

        return glyphs;
    }

    /// <summary>Breaks after the last space or comma in the second half if the text goes on, so that few words are split.</summary>
    private static int End(ReadOnlySpan<Glyph> glyphs, int width)
    {
        var (end, used) = (0, 0);
        while (end < glyphs.Length && (used + glyphs[end].Width <= width || end == 0))
        {
            used += glyphs[end++].Width;
        }

        if (end == glyphs.Length)
        {
            return end;
        }

        var gap = end;
        while (gap > end / 2 && glyphs[gap - 1].Text is not (" " or ","))
        {
            gap--;
        }

        return gap > end / 2 ? gap : end;
    }

    private static CellLine Line(ReadOnlySpan<Glyph> glyphs)
    {
        while (glyphs is [.., { Text: " " }])
        {
            glyphs = glyphs[..^1];
        }

        var parts = ImmutableArray.CreateBuilder<Styled>();
        var text = new StringBuilder();
        var width = 0;
        for (var i = 0; i < glyphs.Length; i++)
        {
            text.Append(glyphs[i].Text);
            width += glyphs[i].Width;
            if (i + 1 == glyphs.Length || !ReferenceEquals(glyphs[i + 1].Style, glyphs[i].Style))
            {
                parts.Add(new Styled(text.ToString(), glyphs[i].Style));
                text.Clear();
            }
        }

        return new CellLine(parts.ToImmutable(), width);
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
            _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                ? $"\\u{rune.Value:x4}"
                : null,
        };
    }
}
