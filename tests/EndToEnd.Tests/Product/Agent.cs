using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;
using Kube.Model;
using Kube.Testing;
using Kube.Testing.Node;
using Kube.Testing.Telemetry;

namespace EndToEnd.Tests.Product;

/// <summary>A pod that plays an instrumented application: it sends recordings from its own address.</summary>
internal sealed class Agent(NodePod pod)
{
    /// <summary>What OpenTelemetry's exporters wait by default.</summary>
    private static readonly TimeSpan ExportTimeout = TimeSpan.FromSeconds(10);

    private const int Attempts = 30;

    public string Name => pod.Pod.Metadata.Name!;

    public string Namespace => pod.Pod.Metadata.NamespaceProperty;

    public IReadOnlyDictionary<string, string> Environment => pod.Environment();

    public ImmutableSortedDictionary<string, string> Annotations => pod.Pod.Metadata.Annotations.ToImmutableMap();

    /// <summary>Sends to where its environment says.</summary>
    public Task Send(Recording recording) => Send(recording, new Uri(Environment["OTEL_EXPORTER_OTLP_ENDPOINT"]));

    public async Task Send(Recording recording, Uri endpoint)
    {
        foreach (var request in recording.Requests)
        {
            (await Post(request, endpoint)).ShouldBe(HttpStatusCode.OK);
        }
    }

    /// <summary>Sends one request to where its environment says, as libraries do: again when there was no answer.</summary>
    public Task<HttpStatusCode> Post(OtlpRequest request) => Post(request, new Uri(Environment["OTEL_EXPORTER_OTLP_ENDPOINT"]));

    private async Task<HttpStatusCode> Post(OtlpRequest request, Uri endpoint)
    {
        using var http = pod.Http.Client();
        http.Timeout = ExportTimeout;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await OtlpClient.Post(http, endpoint, request);
            }
            catch (Exception exception) when (attempt < Attempts && exception is (HttpRequestException or TaskCanceledException))
            {
                // The name still led to a collector that had ended: the controller of EndpointSlices can be seconds late.
            }
        }
    }

    /// <summary>Creates the Deployment of an agent and waits for its only pod.</summary>
    public static async Task<Agent> Start(Cluster cluster, string ns, string name, JsonObject? labels = null)
    {
        await cluster.Kube.Apply(Objects.Agent(ns, name, labels));
        await cluster.Available(ns, name, 1);
        var selector = new LabelSelector { MatchLabels = ImmutableSortedDictionary<string, string>.Empty.Add("app", name) };
        return new Agent(
            await Eventually.Async($"pod of {ns}/{name}", _ => Task.FromResult(cluster.Node.Select(ns, selector).SingleOrDefault())));
    }
}
