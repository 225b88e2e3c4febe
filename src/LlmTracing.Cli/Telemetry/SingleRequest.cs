using System.Text.Json.Nodes;
using LlmTracing.Compiler.Otlp;

namespace LlmTracing.Cli.Telemetry;

/// <summary>A part of a request that is redacted separately, so that its changes cannot be confused with its neighbour's.</summary>
/// <param name="IsHead">Whether it holds a resource and a scope, with an empty record; otherwise one span or log record.</param>
internal sealed record SingleRequest(OtlpRequest Request, bool IsHead)
{
    /// <summary>The parts, in the order of the request.</summary>
    public static IEnumerable<SingleRequest> Split(OtlpRequest request) =>
        Split(request.Root, "resourceSpans", "scopeSpans", "spans").Concat(Split(request.Root, "resourceLogs", "scopeLogs", "logRecords"));

    private static IEnumerable<SingleRequest> Split(JsonObject root, string resources, string scopes, string records)
    {
        SingleRequest Part(JsonObject resource, JsonObject scope, JsonObject record, bool isHead) =>
            new(new OtlpRequest(With([], resources, With(resource, scopes, With(scope, records, (JsonObject)record.DeepClone())))), isHead);

        foreach (var resource in root.Objects(resources))
        {
            var head = Without(resource, scopes);
            foreach (var scope in resource.Objects(scopes))
            {
                yield return Part(head, Without(scope, records), [], isHead: true);
                head = [];
                foreach (var record in scope.Objects(records))
                {
                    yield return Part([], [], record, isHead: false);
                }
            }
        }
    }

    private static JsonObject Without(JsonObject owner, string list) =>
        new(owner.Where(member => member.Key != list).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));

    private static JsonObject With(JsonObject owner, string list, JsonObject item)
    {
        owner[list] = new JsonArray(item);
        return owner;
    }
}
