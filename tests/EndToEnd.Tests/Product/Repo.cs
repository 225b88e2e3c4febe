using System.Text.Json.Nodes;
using Kube.Testing;
using Kube.Testing.Api;
using Kube.Testing.Node;

namespace EndToEnd.Tests.Product;

/// <summary>The working tree that these tests were built from.</summary>
internal static class Repo
{
    public static string PathOf(string relative) => WorkingTree.PathOf(relative);

    /// <summary>The objects of a YAML file.</summary>
    public static IReadOnlyList<JsonNode> Objects(string relative) => Manifests.Parse(File.ReadAllText(PathOf(relative)));

    /// <summary>The operator: as it was published, where <c>LLMTRACING_PUBLISHED</c> says so, else as it was built together with these
    /// tests.</summary>
    public static HostImage OperatorImage()
    {
        if (Tools.PublishedOperator is { } program)
        {
            return HostImage.Published(program);
        }

        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return HostImage.Dotnet(Path.Combine(own.Parent!.Parent!.FullName, "LlmTracing.Operator", own.Name), "llm-tracing-operator.dll");
    }
}
