using System.Text.Json.Nodes;
using LlmTracing.Compiler.Otlp;
using LlmTracing.Compiler.Preview;

namespace LlmTracing.Compiler.Tests.Names;

/// <summary>What the table means for telemetry where everything that is no structure is dropped.</summary>
public sealed class ClosedPlanTests
{
    [Theory]
    [InlineData("llm.input_messages.0.message.role", "user")]
    [InlineData("llm.output_messages.0.message.tool_calls.0.tool_call.function.name", "get_order")]
    [InlineData("gen_ai.completion.0.finish_reason", "tool_calls")]
    [InlineData("gen_ai.completion.0.tool_calls.1.id", "call_9aF")]
    [InlineData("retrieval.documents.3.document.id", "doc-17")]
    [InlineData("somebodys.chat.prompt_tokens", "227")]
    [InlineData("braintrust.metrics", """{"completion_tokens":64,"prompt_tokens":227,"time_to_first_token":0.5}""")]
    [InlineData("mlflow.llm.cost", """{"input_cost":0.01,"output_cost":1e-06}""")]
    [InlineData("langsmith.usage_metadata", """{"input_tokens":3,"input_token_details":{"cache_read":2},"output_tokens":5}""")]
    public void Structure_inside_content_survives(string key, string value) => Redacted(key, value).ShouldBe(value);

    [Theory]
    [InlineData("llm.input_messages.0.message.role", "my name is Marta")]
    [InlineData("gen_ai.prompt.0.tool_calls.0.name", "call Marta")]
    public void Text_in_its_place_is_masked(string key, string value) => Redacted(key, value).ShouldBe("****");

    [Theory]
    [InlineData("llm.input_messages.0.message.content")]
    [InlineData("llm.input_messages.0.message.name")]
    [InlineData("llm.output_messages.0.message.tool_calls.0.tool_call.function.arguments")]
    [InlineData("gen_ai.completion.0.content")]
    [InlineData("gen_ai.completion.0.something_new")]
    [InlineData("retrieval.documents.3.document.metadata")]
    public void Content_goes(string key) => Redacted(key, "Marta").ShouldBeNull();

    [Fact]
    public void Usage_with_text_in_it_goes() =>
        Redacted("langsmith.usage_metadata", """{"input_tokens":3,"note":{"Marta":"HIV"}}""").ShouldBeNull();

    private static string? Redacted(string key, string value)
    {
        var request = new JsonObject
        {
            ["resourceSpans"] = new JsonArray(new JsonObject
            {
                ["scopeSpans"] = new JsonArray(new JsonObject
                {
                    ["spans"] = new JsonArray(new JsonObject
                    {
                        ["attributes"] = new JsonArray(new JsonObject
                        {
                            ["key"] = key,
                            ["value"] = new JsonObject { ["stringValue"] = value },
                        }),
                    }),
                }),
            }),
        };
        var result = new Redactor(Some.Plan("strict"), key: null).Apply(OtlpRequest.Parse(request.ToJsonString()));
        var span = JsonNode.Parse(result.Request.ToJson())!["resourceSpans"]![0]!["scopeSpans"]![0]!["spans"]![0]!;
        return span["attributes"] is JsonArray { Count: > 0 } left ? left[0]!["value"]!["stringValue"]!.GetValue<string>() : null;
    }
}
