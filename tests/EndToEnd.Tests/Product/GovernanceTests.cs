using System.Text.Json.Nodes;
using Kube.Testing;
using Kube.Testing.Telemetry;

namespace EndToEnd.Tests.Product;

/// <summary>Who is injected and whose telemetry is forwarded: by the labels that the Kubernetes API knows, whatever a sender
/// says.</summary>
[Collection(typeof(ProductCollection))]
public sealed class GovernanceTests(Cluster cluster, Installed product)
{
    private static readonly Recording Chat = Recording.Load("traceloop-node-server-sdk@0.27.0.chat");

    [Fact]
    public async Task The_webhook_gives_a_pod_all_that_a_library_needs()
    {
        await product.Start(cluster);

        var agent = await Agent.Start(cluster, "shop", "agent");

        agent.Annotations["llmtracing.dev/injected"].ShouldBe("llm-tracing-system/masked");
        new Uri(agent.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"]).ShouldBe(product.Endpoint);
        agent.Environment["OTEL_EXPORTER_OTLP_PROTOCOL"].ShouldBe("http/protobuf");
        agent.Environment["OTEL_SERVICE_NAME"].ShouldBe("agent");
        agent.Environment["OTEL_RESOURCE_ATTRIBUTES"].ShouldContain($"k8s.pod.name={agent.Name}");
    }

    [Fact]
    public async Task A_pod_keeps_the_variables_that_it_brings()
    {
        await product.Start(cluster);
        var pod = Objects.Pod("shop", "own-service-name");
        pod["spec"]!["containers"]![0]!["env"] = new JsonArray(new JsonObject { ["name"] = "OTEL_SERVICE_NAME", ["value"] = "mine" });

        var created = (await cluster.Kube.Send(HttpMethod.Post, "/api/v1/namespaces/shop/pods?dryRun=All", pod)).Json();

        var variables = created["spec"]!["containers"]![0]!["env"]!.AsArray();
        variables.Where(variable => variable!["name"]!.GetValue<string>() == "OTEL_SERVICE_NAME").Single()!["value"]!.GetValue<string>()
            .ShouldBe("mine");
        variables.Select(variable => variable!["name"]!.GetValue<string>()).ShouldContain("OTEL_EXPORTER_OTLP_ENDPOINT");
    }

    [Fact]
    public async Task A_namespace_that_chose_nothing_is_not_injected_and_not_forwarded()
    {
        await product.Start(cluster);
        await product.CreateNamespace("plain", null);
        await NothingArrives(await Agent.Start(cluster, "plain", "agent"));
    }

    [Fact]
    public async Task A_pod_that_opted_out_is_not_injected_and_not_forwarded()
    {
        await product.Start(cluster);
        await NothingArrives(await Agent.Start(cluster, "shop", "opted-out", new JsonObject { ["llmtracing.dev/policy"] = "none" }));
    }

    [Fact]
    public async Task A_pod_that_names_a_policy_that_is_not_there_is_not_forwarded()
    {
        await product.Start(cluster);
        await NothingArrives(await Agent.Start(cluster, "shop", "mistaken", new JsonObject { ["llmtracing.dev/policy"] = "open" }));
    }

    // Each collector handles its requests in order of arrival up to the queue of the backend, so what a governed pod sends afterwards comes
    // out later.
    private async Task NothingArrives(Agent outsider)
    {
        outsider.Environment.Keys.ShouldNotContain(name => name.StartsWith("OTEL_"));
        outsider.Annotations.Keys.ShouldNotContain("llmtracing.dev/injected");
        var agent = await Agent.Start(cluster, "shop", "agent");
        var (refused, marker) = (Chat.Lying(), Chat.Lying());
        var arrivals = new Arrivals(product.Backend);
        var collectors = cluster.Node.Select(OperatorChart.Namespace, Collectors.Selector);
        collectors.Count.ShouldBe(2);

        foreach (var collector in collectors)
        {
            var endpoint = new Uri($"http://{collector.Address}:{product.Endpoint.Port}");
            await outsider.Send(refused, endpoint);
            await agent.Send(marker, endpoint);
        }

        var expected = Structure.Spans(marker);
        await cluster.Explained(arrivals.Wait(expected.Length * collectors.Count, logs: 0));
        Structure.Spans(arrivals.Json(Signal.Traces)).Select(span => span.TraceId).Distinct().Order()
            .ShouldBe(expected.Select(span => span.TraceId).Distinct().Order());
        product.MustNeverArrive(refused);
    }
}
