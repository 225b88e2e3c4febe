namespace LlmTracing.Cli.Manifests;

/// <summary>What one document may cost; beyond it reading stops with a finding. A YAML bomb hits the last two.</summary>
internal static class ManifestLimits
{
    /// <summary>Bytes of a file; a file may hold many documents.</summary>
    public const int FileBytes = 32 * 1024 * 1024;

    /// <summary>Characters of a document as written: what the API server takes.</summary>
    public const int DocumentCharacters = 3 * 1024 * 1024;

    /// <summary>Nested maps and lists.</summary>
    public const int Depth = 64;

    /// <summary>Values in a document after aliases are expanded.</summary>
    public const int Nodes = 200_000;

    /// <summary>Characters of all names and values after aliases are expanded.</summary>
    public const int ExpandedCharacters = DocumentCharacters;
}
