using System.Text.Json.Nodes;
using Kube.Testing.Telemetry;

namespace EndToEnd.Tests.Product;

/// <summary>A secret goes into a pod's recording, and does not come out of the collectors; the trace does.</summary>
[Collection(typeof(ProductCollection))]
public sealed class ContentTests(Cluster cluster, Installed product)
{
    /// <summary>Made, not recorded: secrets are even in names and links, so the structure does not survive.</summary>
    private const string Planted = "planted-places";

    public static TheoryData<string> Recordings => [.. Recording.Names];

    [Theory]
    [MemberData(nameof(Recordings))]
    public Task Masked_lets_no_secret_of_a_known_form_through(string recording) =>
        Send("shop", "masked", recording, secret => secret.Detectable == "pattern");

    [Theory]
    [MemberData(nameof(Recordings))]
    public Task Strict_lets_nothing_through(string recording) => Send("clinic", "strict", recording, static _ => true);

    private async Task Send(string ns, string policy, string name, Func<PlantedSecret, bool> mustBeCaught)
    {
        await product.Start(cluster);
        var agent = await Agent.Start(cluster, ns, "agent");
        var sent = Recording.Load(name).Lying();
        var arrivals = new Arrivals(product.Backend);

        await cluster.Explained(agent.Send(sent));
        await cluster.Explained(arrivals.Wait(Count(sent, Signal.Traces), Count(sent, Signal.Logs)));

        sent.Leaks(arrivals.Text, mustBeCaught).ShouldBeEmpty();
        foreach (var resource in arrivals.Resources())
        {
            resource["k8s.namespace.name"].ShouldBe(ns);
            resource["k8s.pod.name"].ShouldBe(agent.Name);
            resource["k8s.deployment.name"].ShouldBe("agent");
            resource["llmtracing.policy"].ShouldBe($"llm-tracing-system/{policy}");
        }

        if (!name.StartsWith(Planted, StringComparison.Ordinal))
        {
            Structure.Spans(arrivals.Json(Signal.Traces)).ShouldBe(Structure.Spans(sent));
        }
    }

    private static int Count(Recording recording, Signal signal) => recording.Requests.Where(request => request.Signal == signal)
        .Select(request => JsonNode.Parse(request.Json)!)
        .Sum(request => Structure.Items(request, signal).Count(item => item["links"] is not JsonArray { Count: > 0 }));
}
