using System.Text.Json.Nodes;
using Kube.Schema.Json;
using Kube.Sandbox.Resources;

namespace Kube.Sandbox.Tables;

/// <summary>Objects as <c>meta.k8s.io/v1</c> Tables and PartialObjectMetadata.</summary>
internal static class TableRenderer
{
    private const string NameDescription =
        "Name must be unique within a namespace. Is required when creating resources, although some resources may allow a client to request the generation of an appropriate name automatically. Name is primarily intended for creation idempotence and configuration definition. Cannot be updated. More info: https://kubernetes.io/docs/concepts/overview/working-with-objects/names#names";

    /// <param name="include">What each row carries besides its cells: <c>Metadata</c>, <c>Object</c> or <c>None</c>.</param>
    public static JsonObject Table(ResourceDefinition resource, IEnumerable<JsonObject> items, JsonObject metadata, string include, DateTimeOffset now) => new()
    {
        ["kind"] = "Table",
        ["apiVersion"] = "meta.k8s.io/v1",
        ["metadata"] = metadata,
        ["columnDefinitions"] = resource.Columns.Select(column => (JsonNode)Definition(column.Name, column.Type, "", column.Description, column.Priority))
            .Prepend(Definition("Name", "string", "name", NameDescription, 0)).ToJsonArray(),
        ["rows"] = items.Select(item => (JsonNode)Row(resource, item, include, now)).ToJsonArray(),
    };

    public static JsonObject Partial(JsonObject value) => new()
    {
        ["kind"] = "PartialObjectMetadata", ["apiVersion"] = "meta.k8s.io/v1", ["metadata"] = value["metadata"]?.DeepClone(),
    };

    private static JsonObject Definition(string name, string type, string format, string description, int priority) => new()
    {
        ["name"] = name, ["type"] = type, ["format"] = format, ["description"] = description, ["priority"] = priority,
    };

    private static JsonObject Row(ResourceDefinition resource, JsonObject item, string include, DateTimeOffset now)
    {
        var cells = new JsonArray((JsonNode?)item.Text("metadata", "name"));
        foreach (var column in resource.Columns)
        {
            cells.Add(column.Cell(item, now));
        }

        var row = new JsonObject { ["cells"] = cells };
        if (include != "None")
        {
            row["object"] = include == "Object" ? item.DeepClone() : Partial(item);
        }

        return row;
    }
}
