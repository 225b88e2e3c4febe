using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace LlmTracing.Cli.Telemetry;

/// <summary>What a request is made of.</summary>
internal enum ItemKind
{
    Resource,
    Scope,
    Span,
    Event,
    Log,
}

/// <summary>One thing of a request that has fields of its own.</summary>
/// <param name="Name">Of the scope, span or span event; event name of a log record; empty for a resource.</param>
/// <param name="SpanId">Hex; empty for resources, scopes and records without one.</param>
/// <param name="Owner">Name of the span that an event is in; else empty.</param>
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

/// <summary>One value and where it stands.</summary>
/// <param name="Place">As changes name it: <c>span.attributes["gen_ai.input.messages"]</c>, <c>log.body</c>.</param>
/// <param name="Attribute">The key; null for what is no attribute.</param>
/// <param name="Value">Plain JSON; null for an attribute without a value.</param>
internal sealed record TelemetryField(string Place, string? Attribute, JsonNode? Value)
{
    public string Text { get; } = OtlpValue.Text(Value);
}
