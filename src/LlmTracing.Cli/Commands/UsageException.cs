namespace LlmTracing.Cli.Commands;

/// <summary>The command line, a file or the environment does not allow the command to run: exit code 2 and this message.</summary>
internal sealed class UsageException(string message) : Exception(message);
