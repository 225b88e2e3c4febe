using System.CommandLine;
using LlmTracing.Cli.Demo;

namespace LlmTracing.Cli.Commands;

/// <summary><c>demo</c>: a tour that ends by itself.</summary>
internal static class DemoCommand
{
    public static Command Create(CliContext context)
    {
        var command = new Command(
            "demo",
            "Show the operator at work in a sandbox, and a trace before and after redaction. "
            + "DEMO_KEEP=1 keeps the sandbox up for kubectl.");
        command.SetAction((_, cancellation) => DemoRun.RunAsync(context, cancellation));
        return command;
    }
}
