using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Kube.Testing.Telemetry;
using LlmTracing.Compiler.Plan.Normalization;

namespace LlmTracing.Compiler.Tests.Normalization;

/// <summary>Made-up spans: each source with values of every kind, alone, beside its target, repeated and beside the other
/// sources.</summary>
/// <remarks>Of a hashed key that is repeated the collector leaves one; the preview does not say which. So the user's is not repeated
/// here.</remarks>
internal static class MadeUp
{
    private static readonly ImmutableArray<JsonObject> Values =
    [
        .. new[]
        {
            "",
            "7",
            "007",
            "+7",
            "-7",
            " 7",
            "7\n",
            "٧",
            "7.0",
            "1e3",
            "999999999999999999",
            "9999999999999999999",
            "word",
            "LLM",
            "azure",
            "openai.chat",
            "two words",
            "[\"stop\"]",
            "alice@example.com",
        }.Select(text => Of("stringValue", text)),
        .. new[] { 0L, 7, -7, long.MaxValue, long.MinValue }.Select(number => Of("intValue", number.ToString())),
        .. new[] { 0, -0.0, 7.0, 7.5, -7.0, 9007199254740992d, 9007199254740994d, 1e18, 1e300, 5e-324 }.Select(
            number => Of("doubleValue", number)),
        Of("boolValue", true),
        Of("bytesValue", "QUtJQQ=="),
        Of("arrayValue", new JsonObject { ["values"] = new JsonArray(Of("stringValue", "stop")) }),
        Of("kvlistValue", new JsonObject { ["values"] = new JsonArray() }),
        [],
    ];

    private static readonly ImmutableArray<JsonObject> Unreadable =
        [.. new[] { "NaN", "Infinity", "-Infinity" }.Select(number => Of("doubleValue", number))];

    internal static ImmutableArray<OtlpRequest> Requests { get; } =
    [
        .. NameTable.All.Select(
            name => Request([.. name.Sources.SelectMany(source => Values.Concat(Unreadable).Select(value => Span((source.Key, value))))])),
        .. NameTable.All.Select(name => Request([
            .. Values.Concat(Unreadable).Select(value => Span((name.Target, value), (name.Sources[0].Key, Text("other"))))])),
        .. NameTable.All.Select(
            name => Request([.. Values.Select(value => Span((name.Sources[0].Key, value), (name.Sources[^1].Key, Text("7"))))])),
        .. NameTable.All.Where(name => name.Target != "user.id").Select(name => Request(
        [
            Span((name.Target, []), (name.Target, Text("second")), (name.Sources[0].Key, Text("7"))),
            Span((name.Target, Text("first")), (name.Target, []), (name.Sources[0].Key, Text("7"))),
            Span((name.Target, []), (name.Sources[0].Key, []), (name.Sources[0].Key, Text("7"))),
            Span((name.Sources[0].Key, Text("8")), (name.Sources[0].Key, Text("7"))),
        ])),
        Request([Span([.. NameTable.All.SelectMany(name => name.Sources).Select(source => (source.Key, Text("7")))])]),
        .. from value in NameTable.All.Select(name => name.Conversion).OfType<Conversion.Mapped>().SelectMany(mapped => mapped.Names)
            .SelectMany(name => name.From)
           select Request([Span(("gen_ai.system", Text(value))), Span(("openinference.span.kind", Text(value)))]),
        Request([Span(("http.alice@example.com", Of("doubleValue", "NaN")), ("ai.model.id", Text("gpt")))]),
    ];

    internal static JsonObject Text(string text) => Of("stringValue", text);

    internal static JsonObject Of(string kind, JsonNode value) => new() { [kind] = value };

    internal static JsonObject Span(params (string Key, JsonObject Value)[] attributes) => new()
    {
        ["traceId"] = "5b8efff798038103d269b633813fc60c",
        ["spanId"] = "eee19b7ec3c1b174",
        ["name"] = "chat",
        ["attributes"] = new JsonArray([
            .. attributes.Select(pair => new JsonObject { ["key"] = pair.Key, ["value"] = pair.Value.DeepClone() })]),
    };

    internal static OtlpRequest Request(JsonObject[] spans) => new(Signal.Traces, new JsonObject
    {
        ["resourceSpans"] = new JsonArray(new JsonObject
        {
            ["scopeSpans"] = new JsonArray(new JsonObject { ["spans"] = new JsonArray([.. spans]) }),
        }),
    }.ToJsonString());
}
