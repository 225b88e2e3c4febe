using System.Text;
using LlmTracing.Cli.Commands;

namespace LlmTracing.Cli.Tests;

/// <summary>One run of the program in this process, without a collector unless the test names one.</summary>
internal sealed record CliRun(int ExitCode, string Output, string Error)
{
    /// <param name="columns">Of a terminal; null when there is none.</param>
    public static async Task<CliRun> Of(string[] arguments, string input = "", Func<string, string?>? variable = null, int? columns = null)
    {
        using var stdin = new MemoryStream(Encoding.UTF8.GetBytes(input));
        await using var output = new StringWriter { NewLine = "\n" };
        await using var error = new StringWriter { NewLine = "\n" };
        var code = await CommandLine.RunAsync(
            arguments, new CliContext(stdin, output, error, variable ?? (_ => null), columns is not null, columns ?? 120),
            TestContext.Current.CancellationToken);
        return new CliRun(code, output.ToString(), error.ToString());
    }
}
