using Kube.Testing;
using Kube.Testing.Telemetry;

namespace EndToEnd.Tests.Product;

/// <summary>What must not be anywhere, looked for when everything has happened.</summary>
[Collection(typeof(WholeRunCollection))]
public sealed class WholeRunTests(Cluster cluster, Installed product)
{
    private static readonly string[] Readable =
    [
        "/api/v1/configmaps", "/api/v1/events", "/apis/events.k8s.io/v1/events", "/api/v1/pods", "/apis/apps/v1/deployments",
        "/apis/llmtracing.dev/v1alpha1/tracepipelines", "/apis/llmtracing.dev/v1alpha1/llmtracingpolicies",
    ];

    [Fact]
    public async Task No_secret_of_a_trace_is_in_logs_or_objects()
    {
        await product.Start(cluster);
        var objects = await Task.WhenAll(Readable.Select(path => cluster.Kube.List(path)));
        var text = string.Join('\n', objects.SelectMany(items => items).Select(item => item.ToJsonString()).Append(cluster.Node.Logs()));

        text.ShouldContain("receivers:", customMessage: "the collectors' configuration is among it");
        text.ShouldContain("Caches are filled", customMessage: "the operator's log is among it");
        Recording.Names.Select(Recording.Load).SelectMany(recording => recording.Leaks(text)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_not_governed_never_arrived()
    {
        await product.Start(cluster);
        var traces = product.Refused.SelectMany(recording => Structure.Spans(recording)).Select(span => span.TraceId).ToHashSet();
        var arrived = product.Backend.Received.Where(request => request.Signal == Signal.Traces)
            .SelectMany(request => Structure.Spans(request.Json));
        arrived.Where(span => traces.Contains(span.TraceId)).ShouldBeEmpty();
    }
}
