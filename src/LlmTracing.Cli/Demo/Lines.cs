using System.Text;
using Spectre.Console;

namespace LlmTracing.Cli.Demo;

/// <summary>Text wrapped to the width, with a hanging indent.</summary>
internal static class Lines
{
    private const int Width = 78;
    private const string Hanging = "    ";

    public static Text Wrapped(string text, Style style) => new(Wrap(text), style) { Overflow = Overflow.Fold };

    private static string Wrap(string text)
    {
        var wrapped = new StringBuilder();
        for (var start = 0; start < text.Length;)
        {
            var room = start == 0 ? Width : Width - Hanging.Length;
            var length = text.Length - start <= room ? text.Length - start : Break(text.AsSpan(start, room));
            wrapped.Append(start == 0 ? "" : Hanging).Append(text, start, length).Append('\n');
            start += length;
        }

        return wrapped.ToString();
    }

    /// <summary>Breaks after the last space or comma in the second half, so that few words are split.</summary>
    private static int Break(ReadOnlySpan<char> line)
    {
        var at = line.LastIndexOfAny(' ', ',') + 1;
        return at > line.Length / 2 ? at : line.Length;
    }
}
