using System.Text.Json;
using System.Text.Json.Nodes;
using LlmTracing.Compiler.Otlp;
using LlmTracing.Compiler.Preview;

namespace LlmTracing.Compiler.Tests.Preview;

/// <summary>JSON that the collector reads and .NET does not, or not as it is.</summary>
public sealed class OddJsonTests
{
    [Theory]
    [InlineData("""{"a":"\ud800"}""", """{"a":"\uFFFD"}""")]
    [InlineData("""{"a":"\udc00\ud800x"}""", """{"a":"\uFFFD\uFFFDx"}""")]
    [InlineData("""{"a":"\\ud800"}""", """{"a":"\\ud800"}""")]
    [InlineData("""{"a":"\ud83d\ude00"}""", """{"a":"\uD83D\uDE00"}""")]
    public void Half_a_character_is_replaced(string json, string read) => OtlpRequest.Parse(json).ToJson().ShouldBe(read);

    [Fact]
    public void A_number_that_is_too_large_is_no_JSON() =>
        Attributes("hashed", """{"key":"gen_ai.input.messages","value":{"stringValue":"[1e400]"}}""").ShouldNotContain("unknown");

    [Fact]
    public void A_list_of_messages_may_hold_half_a_character() =>
        Attributes("mixed", """{"key":"gen_ai.input.messages","value":{"stringValue":"[{\"role\":\"user\",\"content\":\"\\ud800\"}]"}}""").ShouldContain("\\uFFFD");

    [Fact]
    public void A_request_may_hold_half_a_character() =>
        Attributes("masked", """{"key":"app.note","value":{"stringValue":"\ud800"}}""").ShouldContain("\\uFFFD");

    [Fact]
    public void Of_repeated_keys_the_last_stays() =>
        Attributes("masked", """{"key":"app.note","value":{"stringValue":"first"}},{"key":"app.note","value":{"stringValue":"last"}}""")
            .ShouldBe("""[{"key":"app.note","value":{"stringValue":"last"}}]""");

    private static string Attributes(string plan, string attributes)
    {
        var request = OtlpRequest.Parse($$"""{"resourceSpans":[{"scopeSpans":[{"spans":[{"attributes":[{{attributes}}]}]}]}]}""");
        var redacted = new Redactor(Plans.All[plan], new HashKey(Plans.HashKey)).Apply(request).Request.Root;
        return redacted["resourceSpans"]![0]!["scopeSpans"]![0]!["spans"]![0]!["attributes"]!.ToJsonString(JsonSerializerOptions.Default);
    }
}
