using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace LlmTracing.Cli.Telemetry;

/// <summary>Kinds of items in a request.</summary>
internal enum ItemKind
{
    Resource,
    Scope,
    Span,
    Event,
    Log,
}

/// <summary>An item in a request that has fields of its own.</summary>
/// <param name="Name">Name of the scope, span or span event; event name of a log record; empty for a resource.</param>
/// <param name="SpanId">Hex; empty for resources, scopes and records without one.</param>
/// <param name="Owner">Name of the span that an event belongs to; otherwise empty.</param>
internal sealed record TelemetryItem(ItemKind Kind, string Name, string SpanId, string Owner, ImmutableArray<TelemetryField> Fields)
{
    public string ShownId => SpanId.Length == 0 ? "" : $"[{SpanId}]";

    public string Title
    {
        get
        {
            var name = Kind switch
            {
                ItemKind.Resource => "resource",
                ItemKind.Scope => $"scope {Name}",
                ItemKind.Event => $"{Name}, event of {Owner}",
                ItemKind.Log when Name.Length == 0 => "log record",
                ItemKind.Span when Name.Length == 0 => "span",
                _ => Name,
            };
            return $"{name} {ShownId}".TrimEnd();
        }
    }
}

/// <summary>A value and its location. Most are never read as JSON.</summary>
/// <param name="place">Location in the notation of changes: <c>span.attributes["gen_ai.input.messages"]</c>, <c>log.body</c>.</param>
/// <param name="attribute">The key; null if it is not an attribute.</param>
/// <param name="node">The value as in the request.</param>
/// <param name="typed">Whether it is a typed OTLP value.</param>
internal sealed class TelemetryField(string place, string? attribute, JsonNode? node, bool typed)
{
    public string Place => place;

    public string? Attribute => attribute;

    /// <summary>Plain JSON; null for an attribute without a value.</summary>
    public JsonNode? Value => field ??= typed ? OtlpValue.Plain(node) : node?.DeepClone();

    public string Text => field ??= typed && node is JsonObject { Count: 1 } one && one["stringValue"] is JsonValue text
        ? OtlpValue.Text(text)
        : OtlpValue.Text(Value);
}
