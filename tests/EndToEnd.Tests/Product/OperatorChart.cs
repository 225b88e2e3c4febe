using System.Text.Json.Nodes;
using Kube.Testing;
using Kube.Testing.Api;
using Kube.Testing.Processes;

namespace EndToEnd.Tests.Product;

/// <summary>The chart of this repository, rendered by the real helm with its default values, but for the image.</summary>
internal static class OperatorChart
{
    /// <summary>Name of the release, of the operator's Deployment, Service, ServiceAccount, ClusterRole and Role.</summary>
    public const string Name = "llm-tracing-operator";

    public const string Namespace = "llm-tracing-system";

    /// <summary>The image that the test node runs as the operator's build output.</summary>
    public const string Image = "example.org/llm-tracing-operator";

    /// <summary>All objects, definitions of custom resources first.</summary>
    public static async Task<IReadOnlyList<JsonNode>> Render()
    {
        Layer.Helm.Require();
        var finished = await TestProcess.Run(new ProcessSpec(Tools.Helm!,
            [
                "template", Name, Repo.PathOf("charts/llm-tracing-operator"), "--namespace", Namespace, "--set",
                $"image.repository={Image},image.tag=test"]));
        finished.ExitCode.ShouldBe(0, finished.Output);
        return [.. Manifests.Parse(finished.Output).OrderBy(item => Kind(item) != "CustomResourceDefinition")];
    }

    private static string Kind(JsonNode item) => item["kind"]!.GetValue<string>();
}
