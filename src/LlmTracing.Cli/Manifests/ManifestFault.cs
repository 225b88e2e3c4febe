namespace LlmTracing.Cli.Manifests;

/// <summary>An error in the text itself, before it becomes an object.</summary>
/// <param name="Reason">CamelCase, as in findings.</param>
internal sealed record ManifestFault(Position At, string Reason, string Message, string Hint, string Path = "");

/// <summary>Stops reading a file; never escapes <see cref="YamlReader"/>.</summary>
internal sealed class ManifestFaultException(ManifestFault fault) : Exception(fault.Message)
{
    public ManifestFault Fault { get; } = fault;
}
