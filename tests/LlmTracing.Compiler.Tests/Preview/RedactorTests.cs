using LlmTracing.Compiler.Otlp;
using LlmTracing.Compiler.Preview;

namespace LlmTracing.Compiler.Tests.Preview;

public sealed class RedactorTests
{
    private const string Span = """
        {"resourceSpans":[{"scopeSpans":[{"spans":[{"spanId":"eee19b7ec3c1b174","name":"chat alice@example.com","traceState":"a=b","attributes":[
        {"key":"gen_ai.input.messages","value":{"stringValue":"I am alice@example.com"}},
        {"key":"gen_ai.tool.call.result","value":{"stringValue":"none"}},
        {"key":"gen_ai.usage.input_tokens","value":{"intValue":"7"}},
        {"key":"bob@example.com","value":{"stringValue":"x"}}]}]}]}]}
        """;

    [Fact]
    public void Changes_say_what_happened_where_and_hold_no_content()
    {
        var result = Apply("masked", Span);

        var changes = result.Changes.Select(change => $"{change.SpanId} {change.Name}: {change.Place} {change.Kind} {string.Join(',', change.Detectors)}");
        changes.ShouldBe(
        [
            "eee19b7ec3c1b174 chat [email]: span.attributes[*] Dropped ",
            "eee19b7ec3c1b174 chat [email]: span.trace_state Dropped ",
            "eee19b7ec3c1b174 chat [email]: span.name Masked email",
            "eee19b7ec3c1b174 chat [email]: span.attributes[\"gen_ai.input.messages\"] Masked email",
        ]);
    }

    [Fact]
    public void The_request_is_not_changed()
    {
        var request = OtlpRequest.Parse(Span);
        var before = request.ToJson();

        new Redactor(Plans.All["strict"], key: null).Apply(request).Request.ToJson().ShouldNotBe(before);

        request.ToJson().ShouldBe(before);
    }

    [Fact]
    public void A_closed_plan_keeps_structure_only()
    {
        var json = Apply("strict", Span).Request.ToJson();

        json.ShouldContain("""{"key":"gen_ai.usage.input_tokens","value":{"intValue":"7"}}""");
        json.ShouldContain("\"name\":\"[DROPPED]\"");
        json.ShouldNotContain("gen_ai.input.messages");
    }

    [Fact]
    public void A_span_with_links_goes_with_the_resource_that_held_no_other()
    {
        var result = Apply("masked", Span.Replace("\"traceState\"", "\"links\":[{}],\"traceState\"", StringComparison.Ordinal));

        result.Request.ToJson().ShouldBe("""{"resourceSpans":[]}""");
        result.Changes.ShouldHaveSingleItem().ShouldBe(new Change("eee19b7ec3c1b174", "", "span", ChangeKind.Dropped, []), new Same());
    }

    [Fact]
    public void Equal_identities_have_equal_hashes_that_depend_on_the_key()
    {
        const string user = """{"resourceSpans":[{"scopeSpans":[{"spans":[{"attributes":[{"key":"user.id","value":{"stringValue":"alice"}}]}]}]}]}""";

        Apply("mixed", user).Request.ToJson().ShouldBe(Apply("mixed", user).Request.ToJson());
        Apply("mixed", user).Request.ToJson().ShouldNotBe(new Redactor(Plans.All["mixed"], new HashKey("other")).Apply(OtlpRequest.Parse(user)).Request.ToJson());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("3")]
    [InlineData("{")]
    public void What_is_no_request_is_refused(string json) => Should.Throw<System.Text.Json.JsonException>(() => OtlpRequest.Parse(json));

    private static PreviewResult Apply(string plan, string json) => new Redactor(Plans.All[plan], new HashKey(Plans.HashKey)).Apply(OtlpRequest.Parse(json));

    private sealed class Same : IEqualityComparer<Change>
    {
        public bool Equals(Change? x, Change? y) => x!.ToString() == y!.ToString() && x.Detectors.SequenceEqual(y.Detectors);

        public int GetHashCode(Change change) => 0;
    }
}
