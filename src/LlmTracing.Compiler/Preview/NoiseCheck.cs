using System.Text.Json.Nodes;
using LlmTracing.Compiler.Otlp;
using LlmTracing.Compiler.Plan.Noise;

namespace LlmTracing.Compiler.Preview;

/// <summary>Whether a rule of the policy drops a span.</summary>
internal static class NoiseCheck
{
    /// <summary>The first rule that does; null when none does.</summary>
    internal static NoiseRule? Of(Redactor redactor, JsonObject span) =>
        redactor.Plan.Noise.Select(NoiseRules.Of).FirstOrDefault(rule => Holds(rule.Condition, span));

    private static bool Holds(SpanCondition condition, JsonObject span) => condition switch
    {
        SpanCondition.Kind kind => Number(span["kind"]) == kind.Number,
        SpanCondition.Name name => KeyPattern.Cached(name.Pattern).Matches(span.Text("name")),
        SpanCondition.Attribute attribute => Value(span, attribute.Key) is { } text && KeyPattern.Cached(attribute.Pattern).Matches(text),
        SpanCondition.AnyKey key => span.Items("attributes").Any(pair => KeyPattern.Cached($"^{key.Pattern}").Matches(pair.Text("key"))),
        SpanCondition.Failed => Number((span["status"] as JsonObject)?["code"]) == 2,
        SpanCondition.Not not => !Holds(not.Condition, span),
        SpanCondition.All all => all.Conditions.All(one => Holds(one, span)),
        SpanCondition.Any any => any.Conditions.Any(one => Holds(one, span)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Enumerations are numbers; some senders write their names.</summary>
    private static int Number(JsonNode? node) => node?.ToString() switch
    {
        "SPAN_KIND_SERVER" or "2" or "STATUS_CODE_ERROR" => 2,
        "SPAN_KIND_CLIENT" or "3" => 3,
        _ => 0,
    };

    private static string? Value(JsonObject span, string key) =>
        span.Items("attributes").FirstOrDefault(pair => pair.Text("key") == key)?["value"] is JsonObject value && AnyValue.Kind(value) == AnyValue.String
            ? AnyValue.AsText(value)
            : null;
}
