namespace LlmTracing.Cli.Manifests;

/// <summary>What is wrong with the text itself, before it is any object.</summary>
/// <param name="Reason">CamelCase, as in findings.</param>
internal sealed record ManifestFault(Position At, string Reason, string Message, string Hint, string Path = "");

/// <summary>Ends the reading of a file; never leaves <see cref="YamlReader"/>.</summary>
internal sealed class ManifestFaultException(ManifestFault fault) : Exception(fault.Message)
{
    public ManifestFault Fault { get; } = fault;
}
