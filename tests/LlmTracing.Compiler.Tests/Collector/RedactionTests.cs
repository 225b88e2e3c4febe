using Kube.Testing.Telemetry;

namespace LlmTracing.Compiler.Tests.Collector;

/// <summary>Recordings of real libraries with planted secrets, through the generated configuration in the real collector.</summary>
public sealed class RedactionTests
{
    public static TheoryData<string> Recordings => [.. Recording.Names];

    public static TheoryData<string> Plans => ["strict", "masked", "open", "mixed"];

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task Strict_lets_no_secret_pass(string recording)
    {
        var recorded = Recording.Load(recording);
        await using var sink = await Redacted.By(Some.Plan("strict"), recorded.Requests, TestContext.Current.CancellationToken);

        recorded.Leaks(sink.AllText).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task Masked_lets_nothing_pass_that_a_pattern_can_find(string recording)
    {
        var recorded = Recording.Load(recording);
        await using var sink = await Redacted.By(Some.Plan("masked"), recorded.Requests, TestContext.Current.CancellationToken);

        recorded.Leaks(sink.AllText, secret => secret.Detectable == "pattern").ShouldBeEmpty();
    }

    [Fact]
    public async Task Open_keeps_what_users_typed_but_no_credentials()
    {
        var recorded = Recording.Load("traceloop-node-server-sdk@0.27.0.agent");
        await using var sink = await Redacted.By(Some.Plan("open"), recorded.Requests, TestContext.Current.CancellationToken);

        recorded.Leaks(sink.AllText, secret => secret.Kind is "github_token" or "url_password" or "stripe_key").ShouldBeEmpty();
        recorded.Leaks(sink.AllText, secret => secret.Kind == "email").ShouldNotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Plans))]
    public async Task Structure_survives(string plan)
    {
        var recorded = Recording.Load("openinference-instrumentation-openai@4.2.7.agent");
        await using var sink = await Redacted.By(Some.Plan(plan), recorded.Requests, TestContext.Current.CancellationToken);

        Structure.Spans(sink.Json(Signal.Traces)).ShouldBe(Structure.Spans(recorded));
    }
}
