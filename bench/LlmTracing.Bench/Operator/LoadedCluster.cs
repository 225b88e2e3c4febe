using System.Text.Json.Nodes;
using Kube.Testing;
using Kube.Testing.Api;
using Kube.Testing.Control;

namespace LlmTracing.Bench.Operator;

/// <summary>A real control plane with the samples in it.</summary>
internal sealed class LoadedCluster : IAsyncDisposable
{
    /// <summary>A namespace with a policy.</summary>
    public const string Governed = "shop";

    private const string WebhookSecret = "/api/v1/namespaces/llm-tracing-system/secrets/llm-tracing-operator-webhook-ca";
    private const string Policy = "llmtracing.dev/policy";
    private const string Chosen = "masked";
    private readonly ControlPlane plane;
    private readonly RawKube kube;

    private LoadedCluster(ControlPlane plane) => (this.plane, kube) = (plane, plane.Client());

    public string Kubeconfig => plane.Kubeconfig;

    public static async Task<LoadedCluster> Start()
    {
        var cluster = new LoadedCluster(await ControlPlane.Start());
        foreach (var file in Directory.GetFiles(WorkingTree.PathOf("crds"), "*.yaml"))
        {
            var definition = (await Objects(file)).Single();
            await cluster.kube.Apply(definition);
            await cluster.kube.WaitFor(await cluster.kube.Path(definition), IsEstablished, "established");
        }

        foreach (var name in new[] { "namespace.yaml", "pipeline.yaml", "policies.yaml" })
        {
            foreach (var item in await Objects(WorkingTree.PathOf("config", "samples", name)))
            {
                await cluster.kube.Apply(item);
            }
        }

        await cluster.kube.Apply(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Namespace",
            ["metadata"] = new JsonObject { ["name"] = Governed, ["labels"] = new JsonObject { [Policy] = Chosen } },
        });
        return cluster;
    }

    /// <summary>Adds as many pods, in many governed namespaces.</summary>
    public Task Fill(int pods) => KubeLoad.Fill(Kubeconfig, $"{Policy}={Chosen}", pods);

    /// <summary>The authority of the webhook's certificate, PEM.</summary>
    public async Task<string> WebhookAuthority()
    {
        var secret = await kube.WaitFor(WebhookSecret, static _ => true, "authority");
        return System.Text.Encoding.ASCII.GetString(Convert.FromBase64String(secret["data"]!["ca.crt"]!.GetValue<string>()));
    }

    public async ValueTask DisposeAsync()
    {
        kube.Dispose();
        await plane.DisposeAsync();
    }

    private static async Task<IReadOnlyList<JsonNode>> Objects(string file) => Manifests.Parse(await File.ReadAllTextAsync(file));

    private static bool IsEstablished(JsonNode definition) => definition["status"]?["conditions"]?.AsArray()
        .Any(condition => (string?)condition!["type"] == "Established" && (string?)condition["status"] == "True") == true;
}
