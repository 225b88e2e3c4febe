using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Kube.Testing.Telemetry;

namespace LlmTracing.Compiler.Tests.Preview;

/// <summary>Made-up telemetry: values of every type, under keys of every rule, in every context.</summary>
internal static class Places
{
    private const string Mail = "mail alice@example.com <b>&\"q\"\\ \u2028 é😀 from 10.20.30.40 ticket-7 in the box";
    private const string Secret = "token=abcdefghijklmnopqrstuvwx and AKIAIOSFODNN7EXAMPLE\nsecond line";

    private static readonly ImmutableArray<string> Keys =
    [
        "gen_ai.system_instructions", "gen_ai.input.messages", "gen_ai.output.messages", "gen_ai.tool.call.result", "gen_ai.retrieval.documents",
        "gen_ai.prompt.0.content", "gen_ai.request.model", "gen_ai.usage.input_tokens", "error.message", "exception.stacktrace", "content", "gen_ai.event.content",
        "user.id", "session.id", "event.name", "http.url", "http.route", "http.request.header.authorization", "http.request.header.X-Api-Key", "__ltp.name", "__ltp.status", "__ltp.body.default",
        "place", "unknown.key", "alice@example.com", "key1234567", "k8s.pod.name", "service.name", "openinference.span.kind", "",
    ];

    public static ImmutableArray<OtlpRequest> Requests { get; } =
    [
        .. Values().Select((value, index) => new OtlpRequest(Signal.Traces, Traces(value, index).ToJsonString())),
        .. Values().Select((value, index) => new OtlpRequest(Signal.Logs, Logs(value, index).ToJsonString())),
    ];

    private static IEnumerable<JsonObject> Values()
    {
        string[] texts =
        [
            "", "plain", Mail, Secret, "line\nline\n", "\n", "4111 1111 1111 1111", new string('x', 600), "{\"a\": 1, \"b\": [true, null, 1.5, \"alice@example.com\"]}",
            "[1, 2", "QUtJQUlPU0ZPRE5ON0VYQU1QTEVBS0lB", "sp ace", "gen_ai.user.message", "chat gpt-4o", "日本語日本語日本語日本語", "data:image/png;base64,iVBORw0KGgoAAAA", "combining e\u0301e\u0301e\u0301e\u0301 👩‍👩‍👧",
        ];
        foreach (var text in texts)
        {
            yield return new JsonObject { ["stringValue"] = text };
        }

        foreach (var number in new[] { 0L, 7, 4111111111111111, -5, long.MaxValue })
        {
            yield return new JsonObject { ["intValue"] = number.ToString() };
        }

        foreach (var number in new[] { 0, 0.1, -1.5, 1e21, 1e20, 1.5e-7, 1e-6, 123456789.123, 4111111111111111d, 1e300, 5e-324 })
        {
            yield return new JsonObject { ["doubleValue"] = number };
        }

        yield return new JsonObject { ["boolValue"] = true };
        yield return new JsonObject { ["boolValue"] = false };
        yield return new JsonObject { ["bytesValue"] = Convert.ToBase64String("AKIAIOSFODNN7EXAMPLE bytes"u8) };
        yield return new JsonObject { ["bytesValue"] = "" };
        yield return [];
        yield return List();
        yield return List(new() { ["stringValue"] = "a" }, new() { ["intValue"] = "3" }, new() { ["doubleValue"] = 1.5e-7 }, []);
        yield return List(new() { ["stringValue"] = Mail }, List(), Map(("role", "user")));
        yield return Map();
        yield return Map(("role", "user"), ("content", Mail), ("a<b", "x"), ("é", "\u0001\b\f"));
        yield return Map(("alice@example.com", "key"), ("deep", "AKIAIOSFODNN7EXAMPLE"));
    }

    private static JsonObject Traces(JsonObject value, int index) => new()
    {
        ["resourceSpans"] = new JsonArray(new JsonObject
        {
            ["resource"] = new JsonObject { ["attributes"] = Attributes(value) },
            ["schemaUrl"] = index % 2 == 0 ? "https://opentelemetry.io/schemas/1.30.0" : "https://alice@example.com/",
            ["scopeSpans"] = new JsonArray(new JsonObject
            {
                ["scope"] = new JsonObject { ["name"] = Text(value), ["version"] = Text(value), ["attributes"] = Attributes(value) },
                ["spans"] = new JsonArray(Span(value, index, linked: false), Span(value, index + 100, linked: true)),
            }),
        }),
    };

    private static JsonObject Span(JsonObject value, int index, bool linked) => new()
    {
        ["traceId"] = "5b8efff798038103d269b633813fc60c",
        ["spanId"] = (index + 1).ToString("x16"),
        ["traceState"] = "vendor=alice",
        ["name"] = Text(value),
        ["kind"] = 3,
        ["startTimeUnixNano"] = "1544712660000000000",
        ["endTimeUnixNano"] = "1544712661000000000",
        ["attributes"] = Attributes(value),
        ["status"] = new JsonObject { ["code"] = 2, ["message"] = Text(value) },
        ["events"] = new JsonArray([.. new[] { Text(value), "gen_ai.user.message", "gen_ai.tool.message", "gen_ai.choice", "gen_ai.system.message", "exception" }
            .Select(name => new JsonObject { ["timeUnixNano"] = "1544712660500000000", ["name"] = name, ["attributes"] = Attributes(value) })]),
        ["links"] = linked
            ? new JsonArray(new JsonObject { ["traceId"] = "5b8efff798038103d269b633813fc60d", ["spanId"] = "eee19b7ec3c1b175", ["attributes"] = Attributes(value) })
            : [],
    };

    private static JsonObject Logs(JsonObject value, int index) => new()
    {
        ["resourceLogs"] = new JsonArray(new JsonObject
        {
            ["resource"] = new JsonObject { ["attributes"] = Attributes(value) },
            ["scopeLogs"] = new JsonArray(new JsonObject
            {
                ["scope"] = new JsonObject { ["name"] = "logger" },
                ["logRecords"] = new JsonArray([.. new[] { "", "gen_ai.user.message", "gen_ai.tool.message", "gen_ai.choice", "gen_ai.system.message", "my event", Text(value) }
                    .SelectMany((name, position) => new[] { Log(value, name, "", index * 100 + position), Log(value, "", name, index * 100 + 50 + position) })]),
            }),
        }),
    };

    private static JsonObject Log(JsonObject value, string name, string attribute, int index) => new()
    {
        ["timeUnixNano"] = "1544712660000000000",
        ["severityNumber"] = 9,
        ["severityText"] = Text(value),
        ["eventName"] = name,
        ["body"] = value.DeepClone(),
        ["spanId"] = (index + 1).ToString("x16"),
        ["traceId"] = "5b8efff798038103d269b633813fc60c",
        ["attributes"] = attribute.Length == 0
            ? Attributes(value)
            : new JsonArray(Pair("event.name", new() { ["stringValue"] = attribute }), Pair("user.id", value)),
    };

    private static JsonArray Attributes(JsonObject value) => new([.. Keys.Select(key => Pair(key, value))]);

    private static JsonObject Pair(string key, JsonObject value) => new() { ["key"] = key, ["value"] = value.DeepClone() };

    private static string Text(JsonObject value) => value["stringValue"]?.ToString() ?? "name";

    private static JsonObject List(params JsonObject[] items) => new() { ["arrayValue"] = new JsonObject { ["values"] = new JsonArray([.. items]) } };

    private static JsonObject Map(params (string Key, string Text)[] members) => new()
    {
        ["kvlistValue"] = new JsonObject { ["values"] = new JsonArray([.. members.Select(member => Pair(member.Key, new() { ["stringValue"] = member.Text }))]) },
    };
}
