using System.CommandLine;

namespace LlmTracing.Cli.Commands;

/// <summary>The commands of <c>llmtracing</c>.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] arguments, CliContext context, CancellationToken cancellation)
    {
        var parsed = Create(context).Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await context.Error.WriteLineAsync($"llmtracing: {error.Message}");
            }

            await context.Error.WriteLineAsync("Run 'llmtracing --help' or 'llmtracing COMMAND --help'.");
            return ExitCode.Usage;
        }

        try
        {
            var code = await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    Output = context.Output,
                    Error = context.Error,
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = null,
                },
                cancellation);
            await context.Output.FlushAsync(CancellationToken.None);
            return code;
        }
        catch (UsageException exception)
        {
            await context.Error.WriteLineAsync($"llmtracing: {exception.Message}");
            return ExitCode.Usage;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
    }

    private static RootCommand Create(CliContext context) =>
        new(
            "LLM tracing on Kubernetes, without a cluster. "
            + "Exit codes: 0 success, 1 errors found, 2 wrong usage or unreadable input, 130 interrupted.")
        {
            RenderCommand.Create(context),
            ValidateCommand.Create(context),
            PreviewCommand.Create(context),
            TestCommand.Create(context),
            SandboxCommand.Create(context),
            DemoCommand.Create(context),
        };
}
