using System.Text.Json.Nodes;
using Kube.Testing.Api;

namespace EndToEnd.Tests.Product;

/// <summary>The working tree that these tests were built from.</summary>
internal static class Repo
{
    private static readonly string Root = Find();

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    /// <summary>The objects of a YAML file.</summary>
    public static IReadOnlyList<JsonNode> Objects(string relative) => Manifests.Parse(File.ReadAllText(PathOf(relative)));

    /// <summary>The operator as it was built together with these tests.</summary>
    public static string OperatorOutput()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(own.Parent!.Parent!.FullName, "LlmTracing.Operator", own.Name);
    }

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Operator.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Operator.sln is in no folder above the tests");
    }
}
