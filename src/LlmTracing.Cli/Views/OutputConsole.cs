using LlmTracing.Cli.Commands;
using Spectre.Console;

namespace LlmTracing.Cli.Views;

/// <summary>Colours only for a terminal, and not with NO_COLOR.</summary>
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

    /// <summary>Writes one line as it is; it must fit.</summary>
    public static void WriteLine(this IAnsiConsole console, params IEnumerable<Styled> parts) => console.Write(new Line([.. parts]));

    private sealed class Line(Styled[] parts) : Spectre.Console.Rendering.Renderable
    {
        protected override IEnumerable<Spectre.Console.Rendering.Segment> Render(Spectre.Console.Rendering.RenderOptions options, int maxWidth) =>
            [.. parts.Select(part => new Spectre.Console.Rendering.Segment(part.Text, part.Style)), Spectre.Console.Rendering.Segment.LineBreak];
    }
}
