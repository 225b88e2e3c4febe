namespace LlmTracing.Cli.Manifests;

/// <summary>Limits for one document; beyond them, reading stops with a finding. The last two stop YAML bombs.</summary>
internal static class ManifestLimits
{
    /// <summary>Bytes in a file, which may contain many documents.</summary>
    public const int FileBytes = 32 * 1024 * 1024;

    /// <summary>Characters in a document as written: the API server's limit.</summary>
    public const int DocumentCharacters = 3 * 1024 * 1024;

    /// <summary>Nesting depth of maps and lists.</summary>
    public const int Depth = 64;

    /// <summary>Values in a document after expanding aliases.</summary>
    public const int Nodes = 200_000;

    /// <summary>Characters in all names and values after expanding aliases.</summary>
    public const int ExpandedCharacters = DocumentCharacters;
}
