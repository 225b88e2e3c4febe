using Kube.Testing;
using Kube.Testing.Network;

namespace LlmTracing.Operator.Tests;

public abstract partial class OperatorSuite
{
    /// <remarks><c>Telemetry/scrape.txt</c> has one line for each metric that must be there; further ones may be.</remarks>
    [Fact]
    public async Task Names_types_labels_and_buckets_of_the_metrics_are_what_dashboards_expect()
    {
        await using var cluster = await StartAsync();
        await using var relay = new Relay(new Uri(cluster.Config.Host));
        await using var tracing = await cluster.OperatorAsync(options => options with { LeaderElection = true }, cluster.Through(relay));
        await RunningAsync(cluster);
        await tracing.ReadyAsync();
        using var webhook = await WebhookClient.OfAsync(cluster, tracing);
        await webhook.AskAsync(Some.Pod("app"), cluster.Team);
        await relay.Cut();
        var scrape = await Eventually.Async("the cut is counted", async _ =>
            await tracing.MetricsAsync() is { } text && text.Contains("\ninformer_errors_total{", StringComparison.Ordinal) ? text : null);

        var families = MetricFamily.Read(scrape);
        var golden = WorkingTree.PathOf("tests", "LlmTracing.Operator.Tests", "Telemetry", "scrape.txt");
        if (WorkingTree.Update)
        {
            await File.WriteAllLinesAsync(golden, families.Values.Where(family => !IsOfDotnet(family)).Select(family => family.ToString()));
        }

        foreach (var expected in await File.ReadAllLinesAsync(golden))
        {
            (families.GetValueOrDefault(expected.Split(' ')[0])?.ToString() ?? "missing").ShouldBe(expected);
        }
    }

    private static bool IsOfDotnet(MetricFamily family) => family.Name.StartsWith("dotnet_", StringComparison.Ordinal);
}
