using System.Collections.Immutable;
using System.Text.Json.Nodes;
using LlmTracing.Cli.Manifests;
using LlmTracing.Compiler.Otlp;

namespace LlmTracing.Cli.Demo;

/// <summary>The parts of a span that the demo shows; all attribute values are text.</summary>
/// <param name="Start">Nanoseconds since 1970.</param>
internal sealed record DemoSpan(string Id, string Parent, string Name, ulong Start, ImmutableSortedDictionary<string, string> Attributes);

/// <summary>A trace in OTLP.</summary>
internal sealed record RecordedTrace(OtlpRequest Request)
{
    /// <summary>A tool-calling agent, recorded with a real library; its secrets are fake.</summary>
    public static RecordedTrace Load() => new(OtlpRequest.Parse(Resources.Text("refund-agent.json").Trim()));

    public ImmutableArray<DemoSpan> Spans =>
    [
        .. from resource in Items(Request.Root, "resourceSpans")
           from scope in Items(resource, "scopeSpans")
           from span in Items(scope, "spans")
           select new DemoSpan(
               ManifestKinds.Text(span, "spanId"),
               ManifestKinds.Text(span, "parentSpanId"),
               ManifestKinds.Text(span, "name"),
               ulong.TryParse(ManifestKinds.Text(span, "startTimeUnixNano"), out var start) ? start : 0,
               Items(span, "attributes")
                   .ToImmutableSortedDictionary(attribute => ManifestKinds.Text(attribute, "key"), Value, StringComparer.Ordinal)),
    ];

    private static IEnumerable<JsonObject> Items(JsonObject owner, string name) => (owner[name] as JsonArray)?.OfType<JsonObject>() ?? [];

    private static string Value(JsonObject attribute) =>
        (attribute["value"] as JsonObject)?.FirstOrDefault().Value?.ToString() ?? "";
}
