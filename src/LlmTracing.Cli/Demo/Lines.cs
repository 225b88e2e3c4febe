using System.Text;
using Spectre.Console;

namespace LlmTracing.Cli.Demo;

/// <summary>Text cut into lines that fit, with what hangs over indented.</summary>
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
            var length = Math.Min(room, text.Length - start);
            wrapped.Append(start == 0 ? "" : Hanging).Append(text, start, length).Append('\n');
            start += length;
        }

        return wrapped.ToString();
    }
}
