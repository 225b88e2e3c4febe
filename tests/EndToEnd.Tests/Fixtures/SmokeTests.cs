using System.Text.Json.Nodes;
using Kube.Testing;
using Kube.Testing.Network;
using Kube.Testing.Node;
using Kube.Testing.Telemetry;

namespace EndToEnd.Tests.Fixtures;

/// <summary>Shows that the fixture is a cluster: scheduler, controllers, pods with addresses, names, service accounts, and an identity per
/// address.</summary>
public sealed class SmokeTests(Cluster cluster)
{
    [Fact]
    public async Task A_pod_is_known_to_the_collectors_by_its_address()
    {
        await cluster.Start();
        await using var backend = await OtlpSink.Start(PrivateNetwork.Outside);
        await cluster.CreateNamespace(SmokeObjects.Namespace);
        await cluster.CreateNamespace(SmokeObjects.ClientNamespace);
        foreach (var item in SmokeObjects.All(backend.Uri).Append(SmokeObjects.Client("agent")))
        {
            await cluster.Kube.Apply(item);
        }

        await Available();
        var client = await Running(SmokeObjects.ClientNamespace, "agent");
        var recording = Recording.Load("openinference-instrumentation-openai@4.2.7.agent");
        using var http = client.Http.Client();
        await OtlpClient.Send(http, new Uri(client.Environment()["OTEL_EXPORTER_OTLP_ENDPOINT"]), recording);

        var expected = Structure.Spans(recording);
        var arrived = await backend.WaitFor(Signal.Traces, expected.Length);
        Structure.Spans(arrived).ShouldBe(expected);
        foreach (var resource in Structure.Resources(arrived, Signal.Traces))
        {
            resource["k8s.namespace.name"].ShouldBe(SmokeObjects.ClientNamespace);
            resource["k8s.pod.name"].ShouldBe("agent");
        }
    }

    private async Task Available()
    {
        try
        {
            await cluster.Kube.WaitFor(
                $"/apis/apps/v1/namespaces/{SmokeObjects.Namespace}/deployments/collector",
                deployment => deployment["status"]?["availableReplicas"]?.GetValue<int>() == 2, "two collectors available");
            await Eventually.True("an EndpointSlice with both collectors", async cancel =>
                (await cluster.Kube.List($"/apis/discovery.k8s.io/v1/namespaces/{SmokeObjects.Namespace}/endpointslices", cancel))
                .SelectMany(slice => slice["endpoints"]?.AsArray() ?? [])
                .Count(endpoint => endpoint!["conditions"]!["ready"]!.GetValue<bool>()) == 2);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"{exception.Message}\n{cluster.Diagnosis()}", exception);
        }
    }

    private async Task<NodePod> Running(string ns, string name)
    {
        await cluster.Kube.WaitFor($"/api/v1/namespaces/{ns}/pods/{name}", IsReady, "pod ready");
        await Eventually.True(
            "the pod finds the collectors", () => cluster.Node.Services.Resolve($"collector.{SmokeObjects.Namespace}.svc", ns) is not null);
        return cluster.Node.Find(ns, name)!;
    }

    private static bool IsReady(JsonNode pod) => pod["status"]?["conditions"]?.AsArray()
        .Any(condition => condition!["type"]!.GetValue<string>() == "Ready" && condition["status"]!.GetValue<string>() == "True") == true;
}
