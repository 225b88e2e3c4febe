namespace LlmTracing.Bench.Operator;

/// <summary>Published programs of one commit.</summary>
/// <param name="Folder">Has <c>operator/</c> and <c>cli/</c> in it.</param>
internal sealed record Release(string Name, string Folder)
{
    private static readonly string[] Symbols = [".pdb", ".dbg"];

    public string Operator => Path.Combine(Folder, "operator", "llm-tracing-operator");

    public string CommandLine => Path.Combine(Folder, "cli", "llmtracing");

    /// <summary>What the folder lacks, or null.</summary>
    public string? Missing() => new[] { Operator, CommandLine }.FirstOrDefault(program => !File.Exists(program)) is { } absent
        ? $"{Name}: {absent} is missing; `make publish` makes it"
        : null;

    /// <summary>Size of the operator's folder without symbols, in MB.</summary>
    public double Megabytes => new DirectoryInfo(Path.GetDirectoryName(Operator)!).EnumerateFiles("*", SearchOption.AllDirectories)
        .Where(file => !Symbols.Contains(file.Extension)).Sum(file => file.Length) / 1e6;
}
