using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Kube.Testing.Telemetry;

/// <summary>What must survive redaction: the shape of a trace without its content. Compares by value.</summary>
/// <param name="Usage">Token counts and model names: <c>key=value</c>, sorted.</param>
public sealed record SpanShape(string TraceId, string SpanId, string ParentId, string Name, string Usage);

/// <summary>Reads the structure of OTLP JSON.</summary>
public static class Structure
{
    /// <summary>All spans, by id.</summary>
    public static ImmutableArray<SpanShape> Spans(JsonNode traces) =>
        [.. Items(traces, Signal.Traces).Select(Shape).OrderBy(span => span.TraceId).ThenBy(span => span.SpanId)];

    /// <summary>All spans of several requests, by id.</summary>
    public static ImmutableArray<SpanShape> Spans(Recording recording) =>
        [.. recording.Requests.Where(request => request.Signal == Signal.Traces)
            .SelectMany(request => Spans(JsonNode.Parse(request.Json)!))
            .OrderBy(span => span.TraceId).ThenBy(span => span.SpanId)];

    /// <summary>The spans, log records or metrics.</summary>
    public static IEnumerable<JsonNode> Items(JsonNode json, Signal signal)
    {
        var (scopes, items) = signal switch
        {
            Signal.Traces => ("scopeSpans", "spans"),
            Signal.Logs => ("scopeLogs", "logRecords"),
            _ => ("scopeMetrics", "metrics"),
        };
        return Array(json[signal.Root()]).SelectMany(resource => Array(resource[scopes])).SelectMany(scope => Array(scope[items]));
    }

    /// <summary>Resource attributes with string values, one dictionary per resource.</summary>
    public static IEnumerable<ImmutableDictionary<string, string>> Resources(JsonNode json, Signal signal) =>
        Array(json[signal.Root()]).Select(resource => Attributes(resource["resource"])
            .Where(pair => pair.Value["stringValue"] is not null)
            .ToImmutableDictionary(pair => pair.Key, pair => pair.Value["stringValue"]!.GetValue<string>()));

    /// <summary>Attributes as OTLP values (<c>{"stringValue": …}</c>); of a repeated key the last.</summary>
    public static ImmutableDictionary<string, JsonNode> Attributes(JsonNode? owner) =>
        Array(owner?["attributes"]).GroupBy(pair => Text(pair["key"]))
            .ToImmutableDictionary(group => group.Key, group => group.Last()["value"] ?? new JsonObject());

    /// <summary>Whether an attribute counts tokens or names a model.</summary>
    public static bool IsUsage(string key) =>
        IsModel(key)
        || key.StartsWith("gen_ai.usage.", StringComparison.Ordinal)
        || key.StartsWith("llm.token_count.", StringComparison.Ordinal)
        || key.StartsWith("llm.usage.", StringComparison.Ordinal)
        || key.StartsWith("ai.usage.", StringComparison.Ordinal);

    private static bool IsModel(string key) =>
        key is "gen_ai.request.model" or "gen_ai.response.model" or "llm.model_name" or "embedding.model_name" or "ai.model.id"
            or "ai.response.model"
            or "langfuse.observation.model.name";

    private static SpanShape Shape(JsonNode span) => new(
        Text(span["traceId"]), Text(span["spanId"]), Text(span["parentSpanId"]), Text(span["name"]),
        string.Join(' ', Attributes(span)
            .Where(pair => IsUsage(pair.Key))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{pair.Key}={Scalar(pair.Value)}")));

    private static string Scalar(JsonNode value) => value.AsObject().Select(pair => pair.Value?.ToString() ?? "").FirstOrDefault("");

    private static IEnumerable<JsonNode> Array(JsonNode? node) => node?.AsArray().Select(item => item!) ?? [];

    private static string Text(JsonNode? node) => node?.ToString() ?? "";
}
