using LlmTracing.Cli.Commands;
using Spectre.Console;

namespace LlmTracing.Cli.Demo;

/// <summary>80 columns for everyone; colours only for a terminal, and not with NO_COLOR.</summary>
internal static class DemoConsole
{
    private const int Columns = 80;

    public static IAnsiConsole For(CliContext context)
    {
        var colours = context.Terminal && string.IsNullOrEmpty(context.Variable("NO_COLOR"));
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = colours ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = colours ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(context.Output),
        });
        console.Profile.Width = Columns;
        console.Profile.Capabilities.Unicode = context.Terminal;
        return console;
    }

    public static void Heading(IAnsiConsole console, int number, string text)
    {
        console.WriteLine();
        console.Write(new Text($"{number}. {text}", new Style(decoration: Decoration.Bold)));
        console.WriteLine();
        console.WriteLine();
    }
}
