using System.Text.Json.Nodes;
using Kube.Testing.Telemetry;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Tests.Collector;

/// <summary>Telemetry that was made to get text past the redaction, through the real collector.</summary>
public sealed class AttackTests
{
    private const string Innocent = """{"key":"innocent","value":{"stringValue":"stays"}}""";

    [Theory]
    [InlineData(
        "masked",
        """{"kvlistValue":{"values":[{"key":"n","value":{"doubleValue":"NaN"}},{"key":"m","value":{"stringValue":"marta@example.com"}}]}}""")]
    [InlineData("masked", """{"arrayValue":{"values":[{"doubleValue":"Infinity"},{"stringValue":"marta@example.com"}]}}""")]
    [InlineData("masked", """{"stringValue":"at marta%40example.com, marta\\u0040example.com, marta%2540example%2Ecom"}""")]
    [InlineData("masked", """{"stringValue":"Authorization: Bearer%20marta0123456789abcdefghij"}""")]
    public async Task No_value_hides_what_a_pattern_finds(string plan, string value) =>
        (await Sent(plan, Span("chat", Attribute("app.note", value)))).ShouldNotContain("marta");

    [Theory]
    [InlineData("password")]
    [InlineData("db.password")]
    [InlineData("api_key")]
    [InlineData("http.request.header.proxy-auth")]
    public async Task A_key_that_names_a_credential_goes_with_its_value(string key) =>
        (await Sent("open", Span("chat", Attribute(key, """{"stringValue":"hunter2secret"}""")))).ShouldNotContain("hunter2secret");

    [Theory]
    [InlineData("gen_ai.response.finish_reasons", """{"arrayValue":{"values":[{"stringValue":"My"},{"stringValue":"Marta"}]}}""")]
    [InlineData("gen_ai.response.finish_reasons", """{"arrayValue":{"values":[{"doubleValue":"NaN"},{"stringValue":"Marta"}]}}""")]
    [InlineData("gen_ai.usage.x", """{"kvlistValue":{"values":[{"key":"Marta","value":{"stringValue":"HIV"}}]}}""")]
    [InlineData("gen_ai.usage.Marta.has.HIV", """{"intValue":"1"}""")]
    [InlineData("gen_ai.request.model", """{"stringValue":"My name is Marta"}""")]
    [InlineData("k8s.Marta.lives.in", """{"stringValue":"x"}""")]
    public async Task A_structural_key_carries_no_text(string key, string value) =>
        (await Sent("strict", Span("chat", Attribute(key, value)))).ShouldNotContain("Marta");

    [Theory]
    [InlineData("GET /users/Marta/diagnosis/HIV")]
    [InlineData("my name is Marta")]
    public async Task A_span_name_carries_no_text(string name) => (await Sent("strict", Span(name, Innocent))).ShouldNotContain("Marta");

    [Theory]
    [InlineData("GET /customers/:customer/assist")]
    [InlineData("POST /healthz")]
    [InlineData("chat gpt-4o-mini")]
    [InlineData("OpenAI Chat Completions")]
    public async Task A_name_of_an_operation_survives(string name) => (await Sent("strict", Span(name, Innocent))).ShouldContain(name);

    [Fact]
    public async Task Of_repeated_keys_none_escapes()
    {
        const string content = """{"key":"content","value":{"stringValue":"Marta"}}""";
        var spans = Request($$"""
            {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","name":"chat",
            "events":[{"name":"gen_ai.user.message","attributes":[{{content}},{{content}},{{content}}]}]}]}]}]}
            """);
        var plan = RedactionPlanner.From(Some.Policy(ContentMode.Mask) with { Content = new ContentSpec { UserInput = ContentMode.Drop } });

        await using var sink = await Redacted.By(plan, [spans], TestContext.Current.CancellationToken);

        sink.AllText.ShouldNotContain("Marta");
    }

    [Fact]
    public async Task A_body_without_JSON_is_replaced_and_its_neighbours_arrive()
    {
        var logs = Request("""
            {"resourceLogs":[{"scopeLogs":[{"logRecords":[
            {"body":{"kvlistValue":{"values":[{"key":"n","value":{"doubleValue":"NaN"}},{"key":"m","value":{"stringValue":"Marta"}}]}}},
            {"body":{"stringValue":"stays"}}]}]}]}
            """);

        await using var sink = await Redacted.By(Some.Plan("masked"), [logs], TestContext.Current.CancellationToken);

        sink.AllText.ShouldSatisfyAllConditions(
            text => text.ShouldNotContain("Marta"), text => text.ShouldContain("[DROPPED]"), text => text.ShouldContain("stays"));
    }

    [Fact]
    public async Task A_body_that_is_no_number_is_replaced()
    {
        var logs = Request("""
            {"resourceLogs":[{"scopeLogs":[{"logRecords":[
            {"body":{"doubleValue":"NaN"} },{"body":{"doubleValue":"-Infinity"} },{"body":{"doubleValue":1.5} },{"body":{"stringValue":"stays"} }]}]}]}
            """);

        await using var sink = await Redacted.By(Some.Plan("masked"), [logs], TestContext.Current.CancellationToken);

        sink.AllText.ShouldSatisfyAllConditions(text => text.Split("[DROPPED]").Length.ShouldBe(3), text => text.ShouldContain("stays"));
    }

    [Fact]
    public async Task No_value_makes_a_noise_rule_refuse_a_batch()
    {
        var plan = RedactionPlanner.From(Some.Policy(ContentMode.Mask) with
        {
            Noise = new NoiseSpec { DropSpans = [.. Enum.GetValues<NoiseKind>()] },
        });
        var spans = from key in new[] { "http.request.method", "server.address", "url.path", "express.type" }
                    from value in new[]
                    {
                        """{"doubleValue":"NaN"}""",
                        """{"arrayValue":{"values":[{"doubleValue":"NaN"}]}}""",
                        """{"bytesValue":"AAAA"}""",
                        "{}",
                    }
                    select Span("chat", Attribute(key, value));

        await using var sink = await Redacted.By(plan, [.. spans], TestContext.Current.CancellationToken);

        sink.AllText.ShouldContain("neighbour");
    }

    [Fact]
    public async Task What_a_user_says_does_not_loosen_what_else_is_in_the_message()
    {
        var plan = RedactionPlanner.From(Some.Policy(ContentMode.Mask) with { Content = new ContentSpec { UserInput = ContentMode.Keep } });
        const string role = """{"key":"llm.input_messages.0.message.role","value":{"stringValue":"user"}}""";
        var spans = new[]
        {
            "contents.0.message_content.image.image.url",
            "tool_calls.0.tool_call.function.arguments",
            "contents.0.message_content.tool_call.function.arguments",
        }
            .Select(key => Span("chat", role
                + ","
                + Attribute($"llm.input_messages.0.message.{key}", """{"stringValue":"https://files.example/marta@example.com.png"}""")));

        await using var sink = await Redacted.By(plan, [.. spans], TestContext.Current.CancellationToken);

        sink.AllText.ShouldSatisfyAllConditions(text => text.ShouldContain("neighbour"), text => text.ShouldNotContain("marta"));
    }

    [Fact]
    public async Task A_tool_part_goes_by_its_own_mode()
    {
        var plan = RedactionPlanner.From(Some.Policy(ContentMode.Keep) with
        {
            Content = new ContentSpec { Default = ContentMode.Keep, ToolArguments = ContentMode.Drop, ToolResults = ContentMode.Drop },
        });
        var parts = new[]
        {
            ("assistant", "server_tool_call"), ("assistant", "mcp_tool_use"), ("model", "executableCode"),
            ("user", "web_search_tool_result"), ("user", "function_response"), ("user", "builtin-tool-return"),
        };
        var spans = parts.Select(part => Span("chat", Attribute("gen_ai.input.messages", $$"""
            {"stringValue":"[{\"role\":\"{{part.Item1}}\",\"parts\":[{\"type\":\"{{part.Item2}}\",\"x\":\"Marta\"}]}]"}
            """)));

        await using var sink = await Redacted.By(plan, [.. spans], TestContext.Current.CancellationToken);

        sink.AllText.ShouldSatisfyAllConditions(text => text.ShouldContain("assistant"), text => text.ShouldNotContain("Marta"));
    }

    private static string Attribute(string key, string value) => $$"""{"key":"{{key}}","value":{{value}} }""";

    private static OtlpRequest Span(string name, string attribute) => Request($$"""
        {"resourceSpans":[{"scopeSpans":[{"spans":[
        {"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","name":"{{name}}","attributes":[{{attribute}}]},
        {"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b175","name":"neighbour","attributes":[{{Innocent}}]}]}]}]}
        """);

    private static OtlpRequest Request(string json) =>
        new(json.Contains("resourceLogs", StringComparison.Ordinal) ? Signal.Logs : Signal.Traces, JsonNode.Parse(json)!.ToJsonString());

    private static async Task<string> Sent(string plan, OtlpRequest request)
    {
        await using var sink = await Redacted.By(Some.Plan(plan), [request], TestContext.Current.CancellationToken);
        var text = sink.AllText;
        text.ShouldContain("neighbour");
        return text;
    }
}
