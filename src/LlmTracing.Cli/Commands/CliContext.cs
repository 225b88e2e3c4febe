namespace LlmTracing.Cli.Commands;

/// <summary>The process around a command.</summary>
/// <param name="Variable">Reads an environment variable; null if it is not set.</param>
/// <param name="Terminal">Whether <paramref name="Output"/> is a terminal and so gets colours.</param>
/// <param name="Columns">Width of the output.</param>
internal sealed record CliContext(
    Stream Input, TextWriter Output, TextWriter Error, Func<string, string?> Variable, bool Terminal = false, int Columns = 120);

/// <summary>Exit codes of the process.</summary>
internal static class ExitCode
{
    public const int Ok = 0;

    /// <summary>Errors were found.</summary>
    public const int Findings = 1;

    /// <summary>The command line is wrong, or a file or program is unusable.</summary>
    public const int Usage = 2;

    /// <summary>Ctrl-C or SIGTERM interrupted the command; for the sandbox that is the normal end instead.</summary>
    public const int Interrupted = 130;
}
