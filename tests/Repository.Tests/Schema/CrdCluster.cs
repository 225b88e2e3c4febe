using System.Text.Json.Nodes;
using Kube.Testing;
using Kube.Testing.Api;
using Kube.Testing.Control;
using Kube.Testing.Processes;

[assembly: AssemblyFixture(typeof(Repository.Tests.Schema.CrdCluster))]

namespace Repository.Tests.Schema;

/// <summary>A real API server with the definitions of <c>crds/</c> and the namespaces that samples and examples live in.</summary>
public sealed class CrdCluster : SharedControlPlane
{
    private static readonly string[] Namespaces = ["llm-tracing-system", "shop"];

    /// <summary>An administrator's client; the definitions are served.</summary>
    public async Task<RawKube> Client(CancellationToken cancel)
    {
        var client = (await Get(cancel)).Client();
        foreach (var file in CrdSchema.Files)
        {
            await client.Apply(YamlDocuments.Read(file).Single(), cancel: cancel);
        }

        foreach (var name in Namespaces)
        {
            await client.Apply(Namespace(name), cancel: cancel);
        }

        await Eventually.True("the kinds are served", async token =>
            await client.Get("/apis/llmtracing.dev/v1alpha1", token) is { } resources
            && resources["resources"]!.AsArray().Count == 2 * CrdSchema.Files.Count, cancel: cancel);
        return client;
    }

    /// <summary>Runs kubectl against it; fails unless it succeeds without any warning.</summary>
    public async Task Kubectl(CancellationToken cancel, params string[] arguments)
    {
        Layer.Kubectl.Require();
        using var client = await Client(cancel);
        var kubeconfig = (await Get(cancel)).Kubeconfig;
        var finished = await TestProcess.Run(new ProcessSpec(Tools.Kubectl!, ["--kubeconfig", kubeconfig, .. arguments]), cancel: cancel);
        finished.ExitCode.ShouldBe(0, finished.Output);
        finished.Output.ShouldNotContain("Warning");
    }

    private static JsonObject Namespace(string name) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Namespace",
        ["metadata"] = new JsonObject
        {
            ["name"] = name,
            ["labels"] = new JsonObject { ["pod-security.kubernetes.io/enforce"] = "restricted" },
        },
    };
}
