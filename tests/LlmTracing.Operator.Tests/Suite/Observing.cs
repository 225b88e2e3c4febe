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
        Structure.Resources(backend.Json(Signal.Traces), Signal.Traces).ShouldAllBe(resource => resource["service.name"] == "llm-tracing-operator");
    }
}
