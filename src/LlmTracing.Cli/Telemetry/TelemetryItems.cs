using System.Collections.Immutable;
using System.Text.Json.Nodes;
using LlmTracing.Compiler.Otlp;

namespace LlmTracing.Cli.Telemetry;

/// <summary>Resources, scopes, spans with their events, and log records, in the order of the request.</summary>
internal static class TelemetryItems
{
    public static ImmutableArray<TelemetryItem> From(OtlpRequest request) =>
    [
        .. Signal(request.Root, "resourceSpans", "scopeSpans", "spans", Span),
        .. Signal(request.Root, "resourceLogs", "scopeLogs", "logRecords", Log),
    ];

    private static IEnumerable<TelemetryItem> Signal(
        JsonObject root, string resources, string scopes, string records, Func<JsonObject, IEnumerable<TelemetryItem>> items) =>
        from resource in root.Objects(resources)
        from item in Holder(resource, ItemKind.Resource, "resource")
            .Concat(from scope in resource.Objects(scopes)
                    from inner in Holder(scope, ItemKind.Scope, "scope").Concat(scope.Objects(records).SelectMany(items))
                    select inner)
        select item;

    private static IEnumerable<TelemetryItem> Holder(JsonObject holder, ItemKind kind, string member)
    {
        var own = holder[member] as JsonObject ?? [];
        ImmutableArray<TelemetryField> fields =
        [
            .. TelemetryFields.Of(own, member),
            .. holder["schemaUrl"] is { } schema
                ? [new TelemetryField($"{member}.schema_url", null, schema, typed: false)]
                : Array.Empty<TelemetryField>(),
        ];
        return fields.IsEmpty ? [] : [new TelemetryItem(kind, Text(own, "name"), "", "", fields)];
    }

    private static IEnumerable<TelemetryItem> Span(JsonObject span)
    {
        var (name, id) = (Text(span, "name"), Text(span, "spanId"));
        return span.Objects("events")
            .Select((item, index) => new TelemetryItem(ItemKind.Event, Text(item, "name"), id, name, [
                .. TelemetryFields.Of(item, $"span.events[{index}]")]))
            .Prepend(new TelemetryItem(ItemKind.Span, name, id, "", [.. TelemetryFields.Of(span, "span", without: "events")]));
    }

    private static IEnumerable<TelemetryItem> Log(JsonObject log) =>
        [new TelemetryItem(ItemKind.Log, Text(log, "eventName"), Text(log, "spanId"), "", [.. TelemetryFields.Of(log, "log")])];

    private static string Text(JsonObject owner, string member) => OtlpValue.Text(owner[member]);
}
