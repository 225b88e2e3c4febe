using System.Text.Json.Nodes;
using Kube.Testing;
using Kube.Testing.Api;

namespace EndToEnd.Tests.Product;

/// <summary>The working tree that these tests were built from.</summary>
internal static class Repo
{
    public static string PathOf(string relative) => WorkingTree.PathOf(relative);

    /// <summary>The objects of a YAML file.</summary>
    public static IReadOnlyList<JsonNode> Objects(string relative) => Manifests.Parse(File.ReadAllText(PathOf(relative)));

    /// <summary>The operator as it was built together with these tests.</summary>
    public static string OperatorOutput()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(own.Parent!.Parent!.FullName, "LlmTracing.Operator", own.Name);
    }
}
