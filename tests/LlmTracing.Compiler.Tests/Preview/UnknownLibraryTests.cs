using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Kube.Testing.Telemetry;
using LlmTracing.Compiler.Preview;

namespace LlmTracing.Compiler.Tests.Preview;

/// <summary>Recordings as of a library whose names are in no table.</summary>
public sealed class UnknownLibraryTests
{
    private static readonly ImmutableArray<(string Known, string Unknown)> Prefixes =
    [
        ("gen_ai.", "zeta."), ("llm.", "lima."), ("ai.", "vex."), ("langfuse.", "lark."), ("traceloop.", "tundra."), ("embedding.", "ember."),
        ("input.", "inlet."), ("output.", "outlet."),
    ];

    public static TheoryData<string> Recordings => [.. Recording.Names];

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Strict_lets_no_secret_pass(string recording) => Redacted("strict", recording).Leaks.ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Masked_lets_nothing_pass_that_a_pattern_can_find(string recording) =>
        Redacted("masked", recording, secret => secret.Detectable == "pattern").Leaks.ShouldBeEmpty();

    [Theory]
    [InlineData("ai@6.0.322.agent")]
    [InlineData("langfuse-openai@5.11.1.chat")]
    [InlineData("openinference-instrumentation-openai@4.2.7.agent")]
    [InlineData("traceloop-node-server-sdk@0.27.0.agent")]
    public void Token_counts_and_models_survive(string recording)
    {
        var recorded = Structure.Spans(Recording.Load(recording));
        recorded.ShouldContain(span => span.Usage.Length > 0);
        Redacted("strict", recording).Spans.ShouldBe(recorded);
    }

    private static (ImmutableArray<string> Leaks, ImmutableArray<SpanShape> Spans) Redacted(string policy, string recording, Func<PlantedSecret, bool>? which = null)
    {
        var recorded = Recording.Load(recording);
        var redactor = new Redactor(Some.Plan(policy), key: null);
        var left = recorded.Requests.Where(request => request.Signal != Signal.Metrics)
            .Select(request => redactor.Apply(Otlp.OtlpRequest.Parse(Renamed(request.Json, prefix => prefix))).Request.ToJson()).ToList();
        var known = left.Select(json => JsonNode.Parse(Renamed(json, prefix => (prefix.Unknown, prefix.Known)))!);
        return ([.. recorded.Leaks(string.Join('\n', left), which)], [.. known.SelectMany(json => Structure.Spans(json)).OrderBy(span => span.TraceId).ThenBy(span => span.SpanId)]);
    }

    private static string Renamed(string json, Func<(string Known, string Unknown), (string From, string To)> way) =>
        Prefixes.Select(way).Aggregate(json, (text, one) => text.Replace($"\"key\":\"{one.From}", $"\"key\":\"{one.To}", StringComparison.Ordinal));
}
