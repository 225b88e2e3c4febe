using System.Text;
using LlmTracing.Cli.Commands;
using Spectre.Console;
using Spectre.Console.Advanced;
using Spectre.Console.Rendering;

namespace LlmTracing.Cli.Views;

/// <summary>Uses colours only on a terminal, and not with NO_COLOR.</summary>
internal static class OutputConsole
{
    public static IAnsiConsole For(CliContext context, TextWriter output, int columns)
    {
        var colours = context.Terminal && string.IsNullOrEmpty(context.Variable("NO_COLOR"));
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = colours ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = colours ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = columns;
        console.Profile.Capabilities.Unicode = context.Terminal;
        return console;
    }

    /// <summary>Writes a line without wrapping; it must fit.</summary>
    public static void WriteLine(this IAnsiConsole console, params IEnumerable<Styled> parts) => console.Write(new Lines([parts]));

    /// <summary>Lines as <see cref="WriteLine"/> writes them.</summary>
    public static string Rendered(this IAnsiConsole console, IEnumerable<IEnumerable<Styled>> lines)
    {
        if (console.Profile.Capabilities.Ansi)
        {
            return console.ToAnsi(new Lines(lines));
        }

        var text = new StringBuilder();
        foreach (var line in lines)
        {
            foreach (var part in line)
            {
                text.Append(part.Text);
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private sealed class Lines(IEnumerable<IEnumerable<Styled>> lines) : Renderable
    {
        protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
            lines.SelectMany(line => line.Select(part => new Segment(part.Text, part.Style)).Append(Segment.LineBreak));
    }
}
