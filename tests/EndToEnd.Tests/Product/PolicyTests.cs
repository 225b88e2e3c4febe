using System.Net;
using System.Text.Json.Nodes;
using Kube.Testing;
using Kube.Testing.Api;
using Kube.Testing.Telemetry;

namespace EndToEnd.Tests.Product;

/// <summary>Policies that teams write and change while telemetry flows.</summary>
[Collection(typeof(ProductCollection))]
public sealed class PolicyTests(Cluster cluster, Installed product)
{
    private const string ToolResult = "Larkspur Lane";
    private const string UserInput = "wants the last order refunded";
    private static readonly Recording AgentRun = Recording.Load("opentelemetry-instrumentation-openai@0.22.0.agent");

    [Fact]
    public async Task A_teams_own_policy_wins_for_the_pods_that_it_selects()
    {
        await product.Start(cluster);
        await product.CreateNamespace("research", "masked");
        var team = Objects.Policy("research", "no-tool-results", new JsonObject
        {
            ["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["app"] = "tools" } },
            ["content"] = new JsonObject { ["toolResults"] = "Drop" },
        });
        await cluster.Kube.Apply(team);
        await cluster.Explained(product.Ready(Objects.PolicyPath("research", "no-tool-results")));
        var (selected, other) = (await Agent.Start(cluster, "research", "tools"), await Agent.Start(cluster, "research", "other"));

        var text = await Forwarded(selected, "research/no-tool-results");
        text.ShouldContain(UserInput);
        text.ShouldNotContain(ToolResult);
        selected.Annotations["llmtracing.dev/injected"].ShouldBe("research/no-tool-results");

        text = await Forwarded(other, "llm-tracing-system/masked");
        text.ShouldContain(UserInput);
        text.ShouldContain(ToolResult, customMessage: "an address has no pattern");
    }

    [Fact]
    public async Task A_change_takes_effect_while_telemetry_flows()
    {
        await product.Start(cluster);
        await product.CreateNamespace("lab", "lab");
        var policy = Objects.Policy(
            OperatorChart.Namespace, "lab", new JsonObject { ["content"] = new JsonObject { ["default"] = "Mask" } });
        await cluster.Kube.Apply(policy);
        await cluster.Explained(product.Ready(Objects.PolicyPath(OperatorChart.Namespace, "lab")));
        var agent = await Agent.Start(cluster, "lab", "agent");
        (await Forwarded(agent, "llm-tracing-system/lab")).ShouldContain(UserInput);
        await using var flow = Flow.Start(agent, AgentRun.Lying());
        await using var watched = Availability.Watch(cluster.Kube, Collectors.Path);

        policy["spec"]!["content"]!["default"] = "Drop";
        await cluster.Kube.Apply(policy);
        await cluster.Explained(product.Ready(Objects.PolicyPath(OperatorChart.Namespace, "lab")));

        (await Forwarded(agent, "llm-tracing-system/lab")).ShouldNotContain(UserInput);
        (await flow.Stop()).ShouldBe([HttpStatusCode.OK]);
        (await watched.Stop()).ShouldBeGreaterThanOrEqualTo(2, "available collectors");
    }

    /// <summary>Sends the recording once and returns what came out of it.</summary>
    private async Task<string> Forwarded(Agent agent, string policy)
    {
        var sent = AgentRun.Lying();
        var traces = Structure.Spans(sent).Select(span => span.TraceId).ToHashSet();
        var logs = sent.Requests.Where(request => request.Signal == Signal.Logs)
            .Sum(request => Structure.Items(JsonNode.Parse(request.Json)!, Signal.Logs).Count());
        var arrivals = new Arrivals(product.Backend);
        await agent.Send(sent);
        await cluster.Explained(Eventually.True("the recording arrives",
            () => arrivals.Of(traces, Signal.Traces).Length >= Structure.Spans(sent).Length
                && arrivals.Of(traces, Signal.Logs).Length >= logs));
        arrivals.Resources(traces).ShouldAllBe(resource => resource["llmtracing.policy"] == policy);
        return string.Join('\n', arrivals.Of(traces, Signal.Traces).Concat(arrivals.Of(traces, Signal.Logs))
            .Select(item => item.ToJsonString()));
    }
}
