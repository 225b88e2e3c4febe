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
    private static readonly string[] Strictly = ["--dry-run=server", "--server-side", "--force-conflicts", "--validate=strict"];

    /// <summary>An administrator's client; the definitions are served.</summary>
    public async Task<RawKube> Client(CancellationToken cancel)
    {
        var client = (await Get(cancel)).Client();
        foreach (var file in CrdSchema.Files)
        {
            await client.Apply(Repo.Objects(file).Single(), cancel: cancel);
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

    /// <summary>Applies a file, folder (<c>-f</c>) or Kustomize base (<c>-k</c>) without storing it; fails unless all is accepted
    /// without any warning.</summary>
    public async Task DryRun(string option, string path, CancellationToken cancel)
    {
        Layer.Kubectl.Require();
        using var client = await Client(cancel);
        var kubeconfig = (await Get(cancel)).Kubeconfig;
        var kubectl = new ProcessSpec(Tools.Kubectl!, ["--kubeconfig", kubeconfig, "apply", option, path, .. Strictly]);
        var finished = await TestProcess.Run(kubectl, cancel: cancel);
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
