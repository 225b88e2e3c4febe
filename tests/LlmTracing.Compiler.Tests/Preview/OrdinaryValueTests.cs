using System.Text.Json.Nodes;
using LlmTracing.Compiler.Otlp;
using LlmTracing.Compiler.Preview;

namespace LlmTracing.Compiler.Tests.Preview;

/// <summary>Masking leaves structure alone: what looks a little like a secret, and is none.</summary>
public sealed class OrdinaryValueTests
{
    private static readonly Redactor Masked = new(Some.Plan("masked"), key: null);

    [Theory]
    [InlineData("5b8efff798038103d269b633813fc60c")]
    [InlineData("eee19b7ec3c1b174")]
    [InlineData("0123456789012345")]
    [InlineData("1e4d8f3a-7c5b-4e2a-9f60-a1b2c3d4e5f6")]
    [InlineData("00-5b8efff798038103d269b633813fc60c-eee19b7ec3c1b174-01")]
    [InlineData("chatcmpl-9x1YbTq0pPz3kLmN8sVwRaBcDeFgH")]
    [InlineData("msg_01XFDUDYJgAACzvnptvVoYEL")]
    [InlineData("resp_68a1b2c3d4e5f60718293a4b5c6d7e8f")]
    [InlineData("call_62136354")]
    [InlineData("fp_44709d6fcb")]
    [InlineData("RunnableSequenceWithFallbacks")]
    [InlineData("langchain/RunnableSequenceWithFallbacks")]
    [InlineData("ChatGoogleGenerativeAIWithStructuredOutputV2")]
    [InlineData("tool_calls")]
    [InlineData("customer")]
    [InlineData("discount")]
    [InlineData("conversation")]
    [InlineData("SEMICONDUCTOR")]
    [InlineData("Bookkeeping2024")]
    [InlineData("gpt-4o-2024-08-06")]
    [InlineData("claude-3-5-sonnet-20241022")]
    [InlineData("anthropic.claude-3-5-sonnet-20241022-v2:0")]
    [InlineData("models/gemini-1.5-pro-002")]
    [InlineData("mistralai/Mixtral-8x7B-Instruct-v0.1")]
    [InlineData("1.2.3")]
    [InlineData("1.44.0-beta.2+build.5")]
    [InlineData("2024-08-06T12:34:56.789Z")]
    [InlineData("2024-08-06T12:34:56.789012+02:00")]
    [InlineData("1722947696")]
    [InlineData("1722947696789")]
    [InlineData("1722947696789012345")]
    [InlineData("0.1234567890123456")]
    [InlineData("sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    [InlineData("registry.example/shop/assistant@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    [InlineData("https://api.example.com:8443/v1/chat/completions?stream=true&n=2")]
    [InlineData("http://localhost:11434/api/chat")]
    [InlineData("assistant-7d9c5b6f4-x2k8p")]
    [InlineData("$0.002")]
    [InlineData("12,345.67 EUR")]
    [InlineData("""{"prompt_tokens":1234,"completion_tokens":56,"cost":0.1234567890123456}""")]
    [InlineData("""{"id":"chatcmpl-9x1YbTq0pPz3kLmN8sVwRaBcDeFgH","created":1722947696,"class":"RunnableSequenceWithFallbacks"}""")]
    public void A_text_stays(string text) => Stays(new() { ["stringValue"] = text });

    [Theory]
    [InlineData("1234")]
    [InlineData("1722947696")]
    [InlineData("1722947696789")]
    [InlineData("1722947696789012")]
    [InlineData("1722947696789012345")]
    public void A_whole_number_stays(string number) => Stays(new() { ["intValue"] = number });

    [Theory]
    [InlineData(0.1234567890123456)]
    [InlineData(12.345678901234567)]
    [InlineData(0.002)]
    public void A_number_stays(double number) => Stays(new() { ["doubleValue"] = number });

    private static void Stays(JsonObject value)
    {
        var attribute = new JsonObject { ["key"] = "app.note", ["value"] = value.DeepClone() };
        var span = new JsonObject { ["name"] = "chat", ["attributes"] = new JsonArray(attribute.DeepClone()) };
        var list = new JsonObject { ["key"] = "app.list", ["value"] = new JsonObject { ["arrayValue"] = new JsonObject { ["values"] = new JsonArray(value.DeepClone()) } } };
        ((JsonArray)span["attributes"]!).Add(list);
        var request = new JsonObject { ["resourceSpans"] = new JsonArray(new JsonObject { ["scopeSpans"] = new JsonArray(new JsonObject { ["spans"] = new JsonArray(span) }) }) };

        var result = Masked.Apply(OtlpRequest.Parse(request.ToJsonString()));

        result.Changes.ShouldBeEmpty();
    }
}
