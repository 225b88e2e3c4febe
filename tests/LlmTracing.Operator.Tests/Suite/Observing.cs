using System.Text.Json.Nodes;
using Kube.Model;
using Kube.Testing.Telemetry;

namespace LlmTracing.Operator.Tests;

public abstract partial class OperatorSuite
{
    [Fact]
    public async Task The_trace_in_a_status_is_the_one_that_the_operator_exports()
    {
        await using var cluster = await StartAsync();
        await using var backend = await OtlpSink.Start();
        await using (await cluster.OperatorAsync(options => options with { OtlpEndpoint = backend.Uri.ToString() }))
        {
            await RunningAsync(cluster);
        }

        var trace = (await cluster.PipelineAsync(_ => true)).Status!.LastReconcile!.TraceId;
        var spans = Structure.Items(backend.Json(Signal.Traces), Signal.Traces).Where(span => (string?)span["traceId"] == trace).ToList();
        var reconcile = spans.Where(span => string.IsNullOrEmpty((string?)span["parentSpanId"])).ShouldHaveSingleItem();
        spans.ShouldContain(span => (string?)span["parentSpanId"] == (string?)reconcile["spanId"], "calls of the API are its children");
        Structure.Resources(backend.Json(Signal.Traces), Signal.Traces)
            .ShouldAllBe(resource => resource["service.name"] == "llm-tracing-operator");
    }

    [Fact]
    public async Task Spans_say_which_verb_and_kind_and_show_no_query_and_no_body()
    {
        await using var cluster = await StartAsync();
        await using var backend = await OtlpSink.Start();
        await using (var tracing = await cluster.OperatorAsync(options => options with { OtlpEndpoint = backend.Uri.ToString() }))
        {
            await cluster.ApplyAsync(Kinds.Secret, Some.Secret(cluster.Platform, PlantedSecret));
            await RunningAsync(cluster);
            using var webhook = await WebhookClient.OfAsync(cluster, tracing);
            (await webhook.AskAsync(Some.Pod("app", PlantedPrompt), cluster.Team)).Patch.ShouldNotBeNull();
        }

        var spans = Structure.Items(backend.Json(Signal.Traces), Signal.Traces).ToList();
        var apply = spans.First(span => Text(span, "k8s.verb") == "apply" && Text(span, "k8s.resource") == Kinds.Deployment.ToString());
        var http = spans.Where(span => (string?)span["parentSpanId"] == (string?)apply["spanId"]).ShouldHaveSingleItem();
        Text(http, "http.request.method").ShouldBe("PATCH");
        Text(http, "url.full").ShouldEndWith("?*");
        spans.ShouldContain(span => Text(span, "url.path") == "/mutate-pods" && Text(span, "http.route") == "/mutate-pods");
        spans.ShouldAllBe(span => Text(span, "url.path") != "/readyz");
        var text = backend.Json(Signal.Traces).ToJsonString();
        foreach (var planted in new[] { PlantedSecret, PlantedPrompt, "fieldManager=", "timeout=" })
        {
            text.ShouldNotContain(planted);
        }
    }

    private static string? Text(JsonNode span, string attribute) =>
        Structure.Attributes(span).GetValueOrDefault(attribute)?["stringValue"]?.GetValue<string>();
}
