namespace LlmTracing.Cli.Commands;

/// <summary>All that a command has of the process around it.</summary>
/// <param name="Variable">Reads an environment variable; null when it is not set.</param>
/// <param name="Terminal">Whether a person looks at <paramref name="Output"/>: colours are for people.</param>
/// <param name="Columns">Width to write for.</param>
internal sealed record CliContext(Stream Input, TextWriter Output, TextWriter Error, Func<string, string?> Variable, bool Terminal = false, int Columns = 120);

/// <summary>What the process ends with.</summary>
internal static class ExitCode
{
    public const int Ok = 0;

    /// <summary>There are findings with errors.</summary>
    public const int Findings = 1;

    /// <summary>The command line is wrong, or a file or program can't be used.</summary>
    public const int Usage = 2;

    /// <summary>Ctrl-C or SIGTERM came before the end; ending the sandbox that way is its normal end instead.</summary>
    public const int Interrupted = 130;
}
