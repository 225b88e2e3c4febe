using System.Text.Json.Nodes;
using Kube.Testing.Telemetry;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Preview;

namespace LlmTracing.Compiler.Tests.Preview;

/// <summary>Rules that drop spans, over a recording of a whole application; that the collector drops the same is the differential test's.</summary>
public sealed class NoiseTests
{
    [Theory]
    [InlineData(NoiseKind.HealthChecks, "GET /healthz", "request handler - /healthz")]
    [InlineData(NoiseKind.FrameworkInternals, "middleware - expressInit", "middleware - jsonParser", "middleware - query")]
    [InlineData(NoiseKind.DatabaseClientInternals, "pg.connect")]
    public void A_rule_drops_its_spans(NoiseKind kind, params string[] names) =>
        Dropped(kind, Recorded).ShouldBe(names, ignoreOrder: true);

    [Fact]
    public void Calls_that_leave_the_cluster_are_noise() =>
        Dropped(NoiseKind.HttpClientInternals, [Span("""{"key":"server.address","value":{"stringValue":"api.openai.com"}}""")]).ShouldBe(["GET"]);

    [Fact]
    public void Connections_that_leave_the_cluster_are_noise() => Dropped(NoiseKind.HttpClientInternals, Recorded).ShouldBe(["dns.lookup", "tcp.connect"], ignoreOrder: true);

    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("fd00::1")]
    [InlineData("embedder")]
    [InlineData("embedder.shop.svc")]
    [InlineData("embedder.shop.svc.cluster.local")]
    public void Calls_within_the_cluster_are_not_noise(string host) =>
        Dropped(NoiseKind.HttpClientInternals, [Span($$"""{"key":"server.address","value":{"stringValue":"{{host}}"} }""")]).ShouldBeEmpty();

    [Theory]
    [InlineData("""{"key":"gen_ai.request.model","value":{"stringValue":"gpt-4o"}}""")]
    [InlineData("""{"key":"llm.model_name","value":{"stringValue":"gpt-4o"}}""")]
    [InlineData("""{"key":"genkit:input","value":{"stringValue":"x"}}""")]
    public void A_span_of_an_LLM_library_is_not_noise(string attribute) => Dropped(NoiseKind.HttpClientInternals, [Span(attribute)]).ShouldBeEmpty();

    [Fact]
    public void A_span_that_failed_is_not_noise() =>
        Dropped(NoiseKind.HttpClientInternals, [Span("""{"key":"x","value":{"stringValue":"x"}}""", status: 2)]).ShouldBeEmpty();

    private static IEnumerable<OtlpRequest> Recorded => Recording.Load("opentelemetry-auto-instrumentations-node@0.82.0.noise").Requests.Where(request => request.Signal == Signal.Traces);

    private static IEnumerable<string> Dropped(NoiseKind kind, IEnumerable<OtlpRequest> requests)
    {
        var plan = RedactionPlanner.From(Some.Policy(ContentMode.Keep) with { Noise = new NoiseSpec { DropSpans = [kind] }, Links = LinkMode.Keep });
        var redactor = new Redactor(plan, key: null);
        return requests.SelectMany(request =>
        {
            var result = redactor.Apply(Otlp.OtlpRequest.Parse(request.Json));
            result.Changes.Where(change => change.Place == "span").ShouldAllBe(change => change.Detectors.Single() == kind.ToString());
            var left = Structure.Items(result.Request.Root, Signal.Traces).Select(Id).ToHashSet();
            return Structure.Items(JsonNode.Parse(request.Json)!, Signal.Traces).Where(span => !left.Contains(Id(span)));
        }).Select(span => span["name"]!.ToString()).Distinct();
    }

    private static string Id(JsonNode span) => span["spanId"]!.ToString();

    private static OtlpRequest Span(string attribute, int status = 0) => new(Signal.Traces, $$"""
        {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","name":"GET","kind":3,
        "status":{"code":{{status}} },"attributes":[{"key":"http.request.method","value":{"stringValue":"GET"} },{{attribute}}]}]}]}]}
        """);
}
