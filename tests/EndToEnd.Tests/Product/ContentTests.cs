using System.Text.Json.Nodes;
using Kube.Testing.Telemetry;

namespace EndToEnd.Tests.Product;

/// <summary>Secrets go into the recordings of a pod, and do not come out of the collectors; the traces do.</summary>
[Collection(typeof(ProductCollection))]
public sealed class ContentTests(Cluster cluster, Installed product)
{
    /// <summary>Made, not recorded: secrets are even in names and links, so the structure does not survive.</summary>
    private const string Planted = "planted-places";

    [Fact]
    public Task Masked_lets_no_secret_of_a_known_form_through() => SendAll("shop", "masked", secret => secret.Detectable == "pattern");

    [Fact]
    public Task Strict_lets_nothing_through() => SendAll("clinic", "strict", static _ => true);

    private async Task SendAll(string ns, string policy, Func<PlantedSecret, bool> mustBeCaught)
    {
        await product.Start(cluster);
        var agent = await Agent.Start(cluster, ns, "agent");
        var recordings = Recording.Names.Select(name => Recording.Load(name).Lying()).ToList();
        var arrivals = new Arrivals(product.Backend);

        foreach (var recording in recordings)
        {
            await agent.Send(recording);
        }

        await cluster.Explained(arrivals.Wait(recordings.Sum(Spans), recordings.Sum(Logs)));

        ShouldComeFrom(agent, $"llm-tracing-system/{policy}", arrivals);
        var (text, arrived) = (arrivals.Text, Structure.Spans(arrivals.Json(Signal.Traces)));
        foreach (var recording in recordings)
        {
            recording.Secrets.ShouldNotBeEmpty();
            recording.Leaks(text, mustBeCaught).ShouldBeEmpty($"leaks of {recording.Name}");
            if (!recording.Name.StartsWith(Planted, StringComparison.Ordinal))
            {
                var expected = Structure.Spans(recording);
                var traces = expected.Select(span => span.TraceId).ToHashSet();
                arrived.Where(span => traces.Contains(span.TraceId)).ShouldBe(expected, recording.Name);
            }
        }
    }

    private static void ShouldComeFrom(Agent agent, string policy, Arrivals arrivals)
    {
        foreach (var resource in arrivals.Resources())
        {
            resource["k8s.namespace.name"].ShouldBe(agent.Namespace);
            resource["k8s.pod.name"].ShouldBe(agent.Name);
            resource["k8s.deployment.name"].ShouldBe("agent");
            resource["llmtracing.policy"].ShouldBe(policy);
            resource.Values.ShouldNotContain("somebody-else");
        }
    }

    private static int Logs(Recording recording) => Items(recording, Signal.Logs).Count();

    // Links can't be cleaned in a collector: by default a span that has some is dropped.
    private static int Spans(Recording recording) =>
        Items(recording, Signal.Traces).Count(span => span["links"] is not JsonArray { Count: > 0 });

    private static IEnumerable<JsonNode> Items(Recording recording, Signal signal) => recording.Requests
        .Where(request => request.Signal == signal)
        .SelectMany(request => Structure.Items(JsonNode.Parse(request.Json)!, signal));
}
