using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Kube.Testing.Telemetry;

namespace LlmTracing.Compiler.Tests.Preview.Generated;

/// <summary>One request, readable in a report.</summary>
internal sealed record Made(Signal Signal, JsonObject Request)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>As JSON in which nothing is escaped that need not be: the collector refuses base64 with an escaped plus sign.</summary>
    public string Json => Request.ToJsonString(Readable);

    public override string ToString() => $"{Signal}: {Json}";
}

/// <summary>Small requests with values of every type at every place.</summary>
internal static class TelemetryGenerator
{
    private static readonly ImmutableArray<string> Keys =
    [
        "gen_ai.system_instructions", "gen_ai.input.messages", "gen_ai.output.messages", "gen_ai.tool.call.result", "gen_ai.tool.call.arguments", "gen_ai.retrieval.documents", "gen_ai.prompt", "gen_ai.completion",
        "gen_ai.prompt.0.content", "gen_ai.prompt.0.role", "llm.input_messages.0.message.role", "llm.input_messages.0.message.content", "llm.input_messages.1.message.content", "input.value", "output.value",
        "gen_ai.request.model", "gen_ai.usage.input_tokens", "gen_ai.response.finish_reasons", "langfuse.observation.usage_details", "langfuse.observation.input", "ai.prompt.messages", "pydantic_ai.all_messages",
        "error.message", "exception.stacktrace", "content", "gen_ai.event.content", "user.id", "session.id", "event.name", "http.url", "http.route", "http.request.header.authorization", "url.full",
        "place", "place.a", "unknown", "unknown.key", "db.statement", "service.name", "embedding.embeddings.0.embedding.vector", "__ltp.name", "__ltp.json", "__ltp.as.user.x", "__ltp.masked.input", "__ltp.readable", "",
    ];

    private static readonly ImmutableArray<string> Names =
        ["", "chat", "chat gpt-4o", "GET /users/:id", "gen_ai.user.message", "gen_ai.system.message", "gen_ai.assistant.message", "gen_ai.tool.message", "gen_ai.choice", "gen_ai.client.inference.operation.details", "exception"];

    /// <summary>Requests of spans and of log records.</summary>
    public static Gen<Made> Requests { get; } = Gen.OneOf(
        from spans in Few(Span(), 2) from holder in Holders("resourceSpans", "scopeSpans", "spans", spans) select new Made(Signal.Traces, holder),
        from logs in Few(Log(), 2) from holder in Holders("resourceLogs", "scopeLogs", "logRecords", logs) select new Made(Signal.Logs, holder));

    private static Gen<string> Text => Gen.Frequency((2, Gen.Elements<string>(Names)), (3, Hostile.Texts));

    private static Gen<JsonObject> Values(int depth) => Gen.Frequency(
        (12, from text in Hostile.Texts select new JsonObject { ["stringValue"] = text }),
        (3, from text in MessageGenerator.Texts select new JsonObject { ["stringValue"] = text }),
        (12, Typed(depth)));

    private static Gen<JsonObject> Inner(int depth) => Gen.Frequency(
        (6, from text in Hostile.Singles select new JsonObject { ["stringValue"] = text }),
        (6, from value in Typed(depth) select IsCard(value) ? [] : value));

    /// <summary>Two patterns find a card number behind a colon, and take the brackets around it along or not: see <see cref="Hostile.Singles"/>.</summary>
    private static bool IsCard(JsonObject value) => value.ToJsonString() is var text && (text.Contains("4111111111111111", StringComparison.Ordinal) || text.Contains("378282246310005", StringComparison.Ordinal));

    private static Gen<JsonObject> Typed(int depth) => Gen.Frequency(
        (2, from number in Gen.Elements("0", "7", "-5", "4111111111111111", "378282246310005", "9223372036854775807", "-9223372036854775808") select new JsonObject { ["intValue"] = number }),
        (2, from number in Gen.Elements(0, -0.0, 1, 0.1, -1.5, 1e21, 1e20, 1.5e-7, 1e-6, 4111111111111111d, 1e300, 5e-324, 0.1234567890123456) select new JsonObject { ["doubleValue"] = number }),
        (1, from number in Gen.Elements("NaN", "Infinity", "-Infinity") select new JsonObject { ["doubleValue"] = number }),
        (1, from truth in Gen.Elements(true, false) select new JsonObject { ["boolValue"] = truth }),
        (1, from text in Hostile.Singles select new JsonObject { ["bytesValue"] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text)) }),
        (1, from one in Gen.Constant(0) select new JsonObject()),
        (depth > 0 ? 3 : 0, from items in Few(Later(depth - 1), 3) select new JsonObject { ["arrayValue"] = new JsonObject { ["values"] = items } }),
        (depth > 0 ? 3 : 0, from pairs in Few(Pairs(Gen.Frequency((2, Gen.Elements("role", "content", "a")), (1, Hostile.Singles)), Later(depth - 1)), 3)
                            select new JsonObject { ["kvlistValue"] = new JsonObject { ["values"] = Unique(pairs) } }),
        (depth > 0 ? 1 : 0, MessageGenerator.Values));

    private static Gen<JsonObject> Later(int depth) => from one in Gen.Constant(0) from value in Inner(depth) select value;

    private static Gen<JsonArray> Attributes => Few(Pairs(Gen.Frequency((8, Gen.Elements<string>(Keys)), (1, Hostile.Mixtures)), Values(2)), 4);

    private static Gen<JsonObject> Pairs(Gen<string> keys, Gen<JsonObject> values) =>
        from key in keys
        from value in values
        select new JsonObject { ["key"] = key, ["value"] = value.DeepClone() };

    private static Gen<JsonObject> Span() =>
        from name in Text
        from state in Gen.Elements("", "", "vendor=marta")
        from attributes in Attributes
        from message in Gen.Frequency((2, Gen.Constant("")), (1, Hostile.Texts))
        from events in Few(Event(), 2)
        from links in Gen.Frequency((6, Gen.Constant(0)), (1, Gen.Constant(1)))
        select new JsonObject
        {
            ["traceId"] = "5b8efff798038103d269b633813fc60c",
            ["spanId"] = "eee19b7ec3c1b174",
            ["parentSpanId"] = "eee19b7ec3c1b173",
            ["name"] = name,
            ["kind"] = 3,
            ["traceState"] = state,
            ["startTimeUnixNano"] = "1544712660000000000",
            ["attributes"] = attributes.DeepClone(),
            ["status"] = new JsonObject { ["code"] = 2, ["message"] = message },
            ["events"] = events.DeepClone(),
            ["links"] = new JsonArray([.. Enumerable.Repeat(0, links).Select(_ => new JsonObject { ["traceId"] = "5b8efff798038103d269b633813fc60d", ["spanId"] = "eee19b7ec3c1b175" })]),
        };

    private static Gen<JsonObject> Event() =>
        from name in Text from attributes in Attributes select new JsonObject { ["timeUnixNano"] = "1544712660500000000", ["name"] = name, ["attributes"] = attributes.DeepClone() };

    private static Gen<JsonObject> Log() =>
        from name in Text
        from severity in Gen.Frequency((2, Gen.Elements("", "INFO")), (1, Hostile.Mixtures))
        from body in Values(3)
        from attributes in Attributes
        select new JsonObject
        {
            ["traceId"] = "5b8efff798038103d269b633813fc60c",
            ["spanId"] = "eee19b7ec3c1b174",
            ["timeUnixNano"] = "1544712660000000000",
            ["severityText"] = severity,
            ["eventName"] = name,
            ["body"] = body.DeepClone(),
            ["attributes"] = attributes.DeepClone(),
        };

    private static Gen<JsonObject> Holders(string root, string scopes, string items, JsonArray content) =>
        from resource in Attributes
        from scope in Attributes
        from name in Text
        from version in Gen.OneOf(Gen.Elements("", "1.2.3"), Hostile.Mixtures)
        from schema in Gen.Elements("", "https://opentelemetry.io/schemas/1.30.0", "https://marta@example.com/")
        from holders in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Constant(1)))
        select new JsonObject
        {
            [root] = new JsonArray(new JsonObject
            {
                ["resource"] = new JsonObject { ["attributes"] = holders == 1 ? resource.DeepClone() : new JsonArray() },
                ["schemaUrl"] = schema,
                [scopes] = new JsonArray(new JsonObject
                {
                    ["scope"] = holders == 1 ? new JsonObject { ["name"] = name, ["version"] = version, ["attributes"] = scope.DeepClone() } : [],
                    [items] = content.DeepClone(),
                }),
            }),
        };

    /// <summary>Of repeated keys in a map the collector masks the last alone.</summary>
    private static JsonArray Unique(JsonArray pairs) => new([.. pairs.DistinctBy(pair => pair!["key"]!.ToString()).Select(pair => pair!.DeepClone())]);

    private static Gen<JsonArray> Few(Gen<JsonObject> items, int most) =>
        from count in Gen.Choose(0, most) from all in items.ListOf(count) select new JsonArray([.. all.Select(item => item.DeepClone())]);
}
