namespace LlmTracing.Cli.Manifests;

/// <summary>Files that were built into this program.</summary>
internal static class Resources
{
    /// <summary>All documents of the files whose name starts so, by name.</summary>
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
