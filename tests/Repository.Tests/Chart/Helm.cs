using System.Text.Json.Nodes;
using Kube.Testing.Api;
using Kube.Testing;
using Kube.Testing.Processes;
using Repository.Tests.Schema;

namespace Repository.Tests.Chart;

/// <summary>The real helm on the chart of this repository.</summary>
internal static class Helm
{
    public const string Chart = "charts/llm-tracing-operator";

    private const string Release = "llm-tracing-operator";

    private const string Namespace = "llm-tracing-system";

    /// <summary>Runs helm; skips the test where it is missing.</summary>
    public static Task<Finished> Run(CancellationToken cancel, params string[] arguments)
    {
        Layer.Helm.Require();
        return TestProcess.Run(new ProcessSpec(Tools.Helm!, [.. arguments]), cancel: cancel);
    }

    /// <summary>What <c>helm template</c> writes.</summary>
    public static async Task<string> Template(CancellationToken cancel, params string[] arguments)
    {
        var finished = await Run(cancel, ["template", Release, Repo.PathOf(Chart), "--namespace", Namespace, .. arguments]);
        finished.ExitCode.ShouldBe(0, finished.Output);
        return finished.Output.TrimEnd() + "\n";
    }

    /// <summary>The objects of <see cref="Template"/>.</summary>
    public static async Task<IReadOnlyList<JsonNode>> Objects(CancellationToken cancel, params string[] arguments) =>
        Manifests.Parse(await Template(cancel, arguments));

    /// <summary>The only object of a kind, and of a name if given.</summary>
    public static JsonNode Only(this IEnumerable<JsonNode> objects, string kind, string? name = null) =>
        objects.Single(item => item.Kind() == kind && (name is null || item["metadata"]!["name"]!.GetValue<string>() == name));

    public static string Kind(this JsonNode item) => item["kind"]!.GetValue<string>();
}
