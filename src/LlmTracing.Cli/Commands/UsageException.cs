namespace LlmTracing.Cli.Commands;

/// <summary>The command cannot run because of the command line, a file or the environment: exit code 2 with this message.</summary>
internal sealed class UsageException(string message) : Exception(message);
