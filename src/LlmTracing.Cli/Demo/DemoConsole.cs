using LlmTracing.Cli.Commands;
using LlmTracing.Cli.Views;
using Spectre.Console;

namespace LlmTracing.Cli.Demo;

/// <summary>Always 80 columns wide.</summary>
internal static class DemoConsole
{
    private const int Columns = 80;

    public static IAnsiConsole For(CliContext context) => OutputConsole.For(context, context.Output, Columns);

    public static void Heading(IAnsiConsole console, int number, string text)
    {
        console.WriteLine();
        console.Write(new Text($"{number}. {text}", new Style(decoration: Decoration.Bold)));
        console.WriteLine();
        console.WriteLine();
    }
}
