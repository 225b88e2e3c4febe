using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Kube.Testing.Telemetry;

namespace LlmTracing.Compiler.Tests.Collector.Attacks;

/// <summary>Where a message of OTLP can hold a text.</summary>
/// <param name="Put">Puts a text into a resource with one scope with one span or log record.</param>
internal sealed record PlantedPlace(string Name, Signal Signal, Action<JsonNode, string> Put)
{
    public static ImmutableArray<PlantedPlace> All { get; } = [.. Traces(), .. Logs(), .. Both(Signal.Traces), .. Both(Signal.Logs)];

    /// <summary>Lists and maps become texts when something in them is masked.</summary>
    public bool IsText => Name is "attribute" or "message attribute" or "body" or "resource attribute" or "scope attribute" or "event attribute" or "event payload" or "status message";

    /// <summary>A resource with the text in this place, and structure that must survive.</summary>
    public JsonObject Resource(string text, int number)
    {
        var (scopes, items) = Lists(Signal);
        var resource = new JsonObject { ["resource"] = new JsonObject(), [scopes] = new JsonArray(new JsonObject { ["scope"] = new JsonObject(), [items] = new JsonArray(Item(number)) }) };
        Put(resource, text);
        return resource;
    }

    public static (string Scopes, string Items) Lists(Signal signal) => signal == Signal.Traces ? ("scopeSpans", "spans") : ("scopeLogs", "logRecords");

    private static JsonObject Item(int number) => new()
    {
        ["traceId"] = "5b8efff798038103d269b633813fc60c",
        ["spanId"] = (number + 1).ToString("x16"),
        ["parentSpanId"] = (number + 2).ToString("x16"),
        ["name"] = "chat",
        ["attributes"] = new JsonArray(
            Pair("gen_ai.request.model", Text("gpt-4o-mini")), Pair("gen_ai.usage.input_tokens", new() { ["intValue"] = "1234" }), Pair("gen_ai.usage.output_tokens", new() { ["doubleValue"] = 7.5 })),
    };

    private static IEnumerable<PlantedPlace> Traces() =>
    [
        Span("span name", (span, text) => span["name"] = text),
        Span("trace state", (span, text) => span["traceState"] = text),
        Span("status message", (span, text) => span["status"] = new JsonObject { ["code"] = 2, ["message"] = text }),
        Span("event name", (span, text) => span["events"] = new JsonArray(new JsonObject { ["name"] = text })),
        Span("event attribute", (span, text) => span["events"] = new JsonArray(new JsonObject { ["name"] = "exception", ["attributes"] = new JsonArray(Pair("exception.message", Text(text))) })),
        Span("event payload", (span, text) => span["events"] = new JsonArray(new JsonObject { ["name"] = "gen_ai.user.message", ["attributes"] = new JsonArray(Pair("content", Text(text))) })),
    ];

    private static IEnumerable<PlantedPlace> Logs() =>
    [
        Log("body", (log, text) => log["body"] = Text(text)),
        Log("body of a list", (log, text) => log["body"] = List(Text(text))),
        Log("body of a map", (log, text) => log["body"] = Map("note", Text(text))),
        Log("key in a body", (log, text) => log["body"] = Map(text, Text("note"))),
        Log("body of an event", (log, text) => (log["eventName"], log["body"]) = ("gen_ai.user.message", Map("content", List(Map("text", Text(text)))))),
        Log("event name", (log, text) => log["eventName"] = text),
        Log("severity", (log, text) => log["severityText"] = text),
    ];

    private static IEnumerable<PlantedPlace> Both(Signal signal) =>
    [
        Item(signal, "attribute", Add("app.note", Text)),
        Item(signal, "message attribute", Add("gen_ai.input.messages", Text)),
        Item(signal, "model name", Add("gen_ai.response.model", Text)),
        Item(signal, "url", Add("url.full", Text)),
        Item(signal, "key", (item, text) => Attributes(item).Add(Pair(text, Text("note")))),
        Item(signal, "list", Add("app.note", text => List(Text(text), Text("other")))),
        Item(signal, "map", Add("app.note", text => Map("note", Text(text)))),
        Item(signal, "key in a map", Add("app.note", text => Map(text, Text("note")))),
        Item(signal, "deep", Add("app.note", text => List(Map("note", List(Map("note", Text(text))))))),
        Item(signal, "messages as a list", Add("gen_ai.input.messages", text => List(Map("content", Text(text))))),
        new("resource attribute", signal, (resource, text) => Attributes(resource["resource"]!).Add(Pair("app.note", Text(text)))),
        new("resource schema", signal, (resource, text) => resource["schemaUrl"] = text),
        new("scope name", signal, (resource, text) => Scope(resource)["name"] = text),
        new("scope version", signal, (resource, text) => Scope(resource)["version"] = text),
        new("scope attribute", signal, (resource, text) => Attributes(Scope(resource)).Add(Pair("app.note", Text(text)))),
        new("scope schema", signal, (resource, text) => resource[Lists(signal).Scopes]![0]!["schemaUrl"] = text),

    ];

    private static PlantedPlace Span(string name, Action<JsonNode, string> put) => Item(Signal.Traces, name, put);

    private static PlantedPlace Log(string name, Action<JsonNode, string> put) => Item(Signal.Logs, name, put);

    private static PlantedPlace Item(Signal signal, string name, Action<JsonNode, string> put) =>
        new(name, signal, (resource, text) => put(resource[Lists(signal).Scopes]![0]![Lists(signal).Items]![0]!, text));

    private static Action<JsonNode, string> Add(string key, Func<string, JsonObject> value) => (item, text) => Attributes(item).Add(Pair(key, value(text)));

    private static JsonNode Scope(JsonNode resource) => (resource["scopeSpans"] ?? resource["scopeLogs"])![0]!["scope"]!;

    private static JsonArray Attributes(JsonNode owner) => (JsonArray)(owner["attributes"] ??= new JsonArray());

    private static JsonObject Pair(string key, JsonObject value) => new() { ["key"] = key, ["value"] = value };

    private static JsonObject Text(string text) => new() { ["stringValue"] = text };

    private static JsonObject List(params JsonObject[] items) => new() { ["arrayValue"] = new JsonObject { ["values"] = new JsonArray([.. items]) } };

    private static JsonObject Map(string key, JsonObject value) => new() { ["kvlistValue"] = new JsonObject { ["values"] = new JsonArray(Pair(key, value)) } };
}
