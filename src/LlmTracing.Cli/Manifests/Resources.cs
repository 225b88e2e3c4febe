namespace LlmTracing.Cli.Manifests;

/// <summary>Files embedded in this program.</summary>
internal static class Resources
{
    /// <summary>All documents in the files with this name prefix, by name.</summary>
    public static IEnumerable<ManifestDocument> Documents(string prefix) =>
        typeof(Resources).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .SelectMany(name => YamlReader.Read(new ManifestText(name, Text(name))).Documents);

    public static string Text(string name)
    {
        using var reader = new StreamReader(typeof(Resources).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
