using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Kube.Testing.Telemetry;

namespace LlmTracing.Compiler.Tests.Preview;

/// <summary>Made-up conversations, in every form in which libraries write messages.</summary>
internal static class Conversations
{
    private static readonly ImmutableArray<string> Texts =
    [
        """[{"role":"system","content":"help marta@example.com"},{"role":"user","content":"I am ulla@example.com"},{"role":"assistant","content":"hello otto@example.com"},{"role":"tool","content":"found tilda@example.com"}]""",
        """[ {"parts": [{"type": "text", "content": "mail ulla@example.com"}], "role": "user"}, {"role": "assistant", "parts": [{"type": "tool_call", "id": "c1", "name": "mail", "arguments": {"to": "otto@example.com"}}]}, {"role": "user", "parts": [{"type": "tool_call_response", "response": "tilda@example.com"}]} ]""",
        """[{"role":"wizard","content":"ulla@example.com"},{"content":"otto@example.com"},"ulla@example.com",3,null,true,["ulla@example.com"],{"role":["user"]},{"role":"user|ulla@example.com","content":"x"},{"role":""}]""",
        """[{"role":"assistant","content":null,"tool_calls":[{"id":"c1","function":{"name":"f","arguments":"{\"to\":\"otto@example.com\"}"}}]},{"role":"user","content":"say \"tool_calls\" to ulla@example.com"}]""",
        """[{"role":"user","content":"long text of ulla@example.com that is cut é😀日本語 somewhere in the middle, and that goes on"},{"role":"assistant","content":"token=abcdefghijklmnopqrstuvwx 4111111111111111"}]""",
        """[{"role":"user","content":"ulla@example.com","parts":[{"type":"tool_call","x":"y"},{"type":"tool_result","x":"otto@example.com"}]},{"role":"assistant","content":"long text of tilda@example.com that is cut somewhere in the middle, and that goes on"}]""",
        """[{"role":"user","content":"unclosed ulla@example.com"}""",
        """{"messages":[{"role":"user","content":"ulla@example.com"}]}""",
        """[]""",
        """[{"role":"user","role":"tool","content":"ulla@example.com","number":1e3,"big":12345678901234567890,"small":1.50}]""",
        $"[{string.Join(',', Enumerable.Range(0, 49).Select(index => $$"""{"role":"user","content":"{{index}} ulla@example.com"}"""))}]",
        $"[{string.Join(',', Enumerable.Range(0, 12).Select(index => $$"""{"role":"{{(index % 2 == 0 ? "user" : "assistant")}}","content":"{{index}} ulla@example.com"}"""))}]",
    ];

    private static readonly ImmutableArray<string> Keys =
        ["gen_ai.input.messages", "gen_ai.output.messages", "ai.prompt.messages", "langfuse.observation.input", "input.value", "gen_ai.prompt", "unknown.messages"];

    public static ImmutableArray<OtlpRequest> Requests { get; } =
    [
        .. Texts.SelectMany(text => Keys.Select(key => Span([Pair(key, Text(text))]))),
        .. Texts.Select(text => Span([.. Keys.Select(key => Pair(key, Text(text)))])),
        .. Texts.Select(text => Log([.. Keys.Select(key => Pair(key, Text(text)))])),
        Span([Pair("gen_ai.input.messages", List())]),
        Log([Pair("gen_ai.input.messages", List())]),
        Span(Indexed("llm.input_messages", "message.role", "message.content")),
        Span(Indexed("llm.input_messages", "message.role", "message.contents.0.message_content.text")),
        Span(Indexed("gen_ai.prompt", "role", "content")),
    ];

    private static JsonObject[] Indexed(string prefix, string role, string content) =>
    [
        .. new[] { "system", "user", "assistant", "tool", "wizard", "user|x", "User" }.Index()
            .SelectMany(one => Message(prefix, one.Index, role, one.Item, content)),
        .. Message(prefix, 47, role, "user", content),
        .. Message(prefix, 48, role, "user", content),
        Pair($"{prefix}.50.{content}", Text("nobody's ulla@example.com")),
        Pair($"{prefix}.1.message.tool_calls.0.tool_call.function.arguments", Text("otto@example.com")),
    ];

    private static JsonObject[] Message(string prefix, int index, string roleKey, string role, string content) =>
        [Pair($"{prefix}.{index}.{roleKey}", Text(role)), Pair($"{prefix}.{index}.{content}", Text($"{index} from ulla@example.com"))];

    private static JsonObject List() => new()
    {
        ["arrayValue"] = new JsonObject
        {
            ["values"] = new JsonArray([.. new[] { "user", "assistant", "system" }.Select(role => new JsonObject
            {
                ["kvlistValue"] = new JsonObject
                {
                    ["values"] = new JsonArray(
                        Pair("role", Text(role)), Pair("content", Text($"{role} ulla@example.com")), Pair("count", new() { ["intValue"] = "3" })),
                },
            })]),
        },
    };

    private static OtlpRequest Span(JsonObject[] attributes) => new(Signal.Traces, new JsonObject
    {
        ["resourceSpans"] = new JsonArray(new JsonObject
        {
            ["scopeSpans"] = new JsonArray(new JsonObject
            {
                ["spans"] = new JsonArray(new JsonObject
                {
                    ["traceId"] = "5b8efff798038103d269b633813fc60c",
                    ["spanId"] = "eee19b7ec3c1b175",
                    ["name"] = "chat",
                    ["attributes"] = new JsonArray([.. attributes]),
                }),
            }),
        }),
    }.ToJsonString());

    private static OtlpRequest Log(JsonObject[] attributes) => new(Signal.Logs, new JsonObject
    {
        ["resourceLogs"] = new JsonArray(new JsonObject
        {
            ["scopeLogs"] = new JsonArray(new JsonObject
            {
                ["logRecords"] = new JsonArray(new JsonObject
                {
                    ["eventName"] = "gen_ai.client.inference.operation.details",
                    ["attributes"] = new JsonArray([.. attributes]),
                }),
            }),
        }),
    }.ToJsonString());

    private static JsonObject Pair(string key, JsonObject value) => new() { ["key"] = key, ["value"] = value };

    private static JsonObject Text(string text) => new() { ["stringValue"] = text };
}
