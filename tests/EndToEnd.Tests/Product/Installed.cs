using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using EndToEnd.Tests.Product;
using Kube.Testing;
using Kube.Testing.Network;
using Kube.Testing.Node;
using Kube.Testing.Telemetry;

[assembly: AssemblyFixture(typeof(Installed))]

namespace EndToEnd.Tests.Product;

/// <summary>The product in the cluster: the chart, the samples, and two namespaces that chose a policy by their label.</summary>
public sealed class Installed : IAsyncDisposable
{
    public const string PipelinePath = "/apis/llmtracing.dev/v1alpha1/namespaces/llm-tracing-system/tracepipelines/default";
    private const string PolicyLabel = "llmtracing.dev/policy";
    private static readonly TimeSpan InstallPatience = TimeSpan.FromSeconds(120);

    private readonly SemaphoreSlim gate = new(1);
    private readonly ConcurrentBag<Recording> refused = [];
    private Cluster? cluster;
    private OtlpSink? backend;

    /// <summary>What the pipeline sends to, outside of the cluster.</summary>
    public OtlpSink Backend => backend ?? throw new InvalidOperationException("call Start first");

    /// <summary>Base URL for OTLP, as the pipeline's status says it.</summary>
    public Uri Endpoint { get; private set; } = new("http://nowhere");

    /// <summary>Installs everything once, and waits until the pipeline and its policies are ready and pods are injected.</summary>
    public async Task Start(Cluster host)
    {
        await host.Start();
        Layer.Helm.Require();
        await gate.WaitAsync();
        try
        {
            if (backend is null)
            {
                cluster = host;
                backend = await OtlpSink.Start(PrivateNetwork.Outside);
                await host.Explained(Install());
            }
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Creates a namespace that chooses a catalogue policy, or none.</summary>
    public Task CreateNamespace(string name, string? policy) =>
        cluster!.CreateNamespace(name, policy is null ? null : new JsonObject { [PolicyLabel] = policy });

    /// <summary>Waits until the condition Ready of a custom resource holds for its current generation.</summary>
    public Task<JsonNode> Ready(string path) => cluster!.Kube.WaitFor(
        path,
        item => item["metadata"]!["generation"]!.GetValue<long>() == item["status"]?["observedGeneration"]?.GetValue<long>() && Objects.Is(item, "Ready"),
        "Ready", InstallPatience);

    /// <summary>Remembers what was sent and is not for the backend, to look for it at the end of the run.</summary>
    internal void MustNeverArrive(Recording sent) => refused.Add(sent);

    /// <summary>What must not have arrived.</summary>
    internal IReadOnlyCollection<Recording> Refused => refused;

    public async ValueTask DisposeAsync()
    {
        if (backend is not null)
        {
            await backend.DisposeAsync();
        }

        gate.Dispose();
    }

    private async Task Install()
    {
        var kube = cluster!.Kube;
        cluster.Node.Register(OperatorChart.Image, Repo.OperatorImage());
        foreach (var item in Repo.Objects("config/samples/namespace.yaml"))
        {
            await kube.Apply(item);
        }

        foreach (var item in await OperatorChart.Render())
        {
            await kube.Apply(item, "helm");
            if (item["kind"]!.GetValue<string>() == "CustomResourceDefinition")
            {
                await kube.WaitFor(await kube.Path(item), definition => Objects.Is(definition, "Established"), "definition established");
            }
        }

        await ApplySamples();
        await CreateNamespace("shop", "masked");
        await CreateNamespace("clinic", "strict");
        Endpoint = new Uri((await Ready(PipelinePath))["status"]!["endpoint"]!.GetValue<string>());
        foreach (var policy in new[] { "masked", "strict", "open" })
        {
            await Ready($"/apis/llmtracing.dev/v1alpha1/namespaces/{OperatorChart.Namespace}/llmtracingpolicies/{policy}");
        }

        await cluster.Available(OperatorChart.Namespace, OperatorChart.Name, 2);
        await new Webhook(cluster).Injects();
    }

    private async Task ApplySamples()
    {
        foreach (var item in Repo.Objects("config/samples/pipeline.yaml").Concat(Repo.Objects("config/samples/policies.yaml")))
        {
            if (item["spec"]!["backends"] is JsonArray backends)
            {
                backends.Single()!["otlp"]!["endpoint"] = Backend.Uri.GetLeftPart(UriPartial.Authority);
            }

            await cluster!.Kube.Apply(item);
        }
    }
}
