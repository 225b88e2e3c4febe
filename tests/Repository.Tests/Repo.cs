using System.Text.Json.Nodes;
using Kube.Testing;
using Kube.Testing.Api;

namespace Repository.Tests;

/// <summary>The working tree that these tests were built from.</summary>
internal static class Repo
{
    private static readonly string[] Generated = ["artifacts", ".git", "bin", "obj", "TestResults", ".vs", ".idea"];

    public static string Root => WorkingTree.Root;

    public static string PathOf(string relative) => WorkingTree.PathOf(relative);

    public static string Read(string relative) => File.ReadAllText(PathOf(relative));

    /// <summary>The YAML documents of a file.</summary>
    public static IReadOnlyList<JsonNode> Objects(string relative) => Manifests.Parse(Read(relative));

    /// <summary>All files that are not generated, relative to the root, with forward slashes, in order.</summary>
    public static IReadOnlyList<string> Files { get; } =
    [
        .. Walk(new DirectoryInfo(Root))
            .Select(file => Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The C# files under these folders.</summary>
    public static IEnumerable<string> Sources(params string[] folders) =>
        Files.Where(file => Path.GetExtension(file) == ".cs"
            && folders.Any(folder => file.StartsWith(folder + "/", StringComparison.Ordinal)));

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder) =>
        folder.EnumerateFileSystemInfos().Where(item => !Generated.Contains(item.Name))
            .SelectMany(item => item is DirectoryInfo child ? Walk(child) : [(FileInfo)item]);
}
