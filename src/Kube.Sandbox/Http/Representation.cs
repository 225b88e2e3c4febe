namespace Kube.Sandbox.Http;

/// <summary>How a client wants objects: as they are, as a <c>meta.k8s.io/v1</c> Table, or metadata only.</summary>
/// <param name="form">The <c>as</c> of the media type; empty for objects as they are.</param>
internal sealed class Representation(string form, bool wholeRows, ResourceDefinition resource, DateTimeOffset now)
{
    public static Representation For(HttpRequest request, ResourceDefinition resource, DateTimeOffset now)
    {
        var wanted = request.Headers.Accept.ToString().Split(',').Select(Parameters)
            .FirstOrDefault(type => type[""] is "application/json" && (type.GetValueOrDefault("v") == "v1" || !type.ContainsKey("as")));
        return new Representation(wanted?.GetValueOrDefault("as") ?? "", request.Get("includeObject") == "Object", resource, now);
    }

    public JsonObject One(JsonObject value) => form switch
    {
        "Table" => Table([value], new JsonObject { ["resourceVersion"] = value.Text("metadata", "resourceVersion") }),
        "PartialObjectMetadata" => Partial(value),
        _ => value,
    };

    public JsonObject List(ListPage page)
    {
        var items = page.Items.Select(item => resource.Show(item.Value)).ToList();
        var metadata = new JsonObject { ["resourceVersion"] = $"{page.Version}" };
        return form switch
        {
            "Table" => Table(items, metadata),
            "PartialObjectMetadataList" or "PartialObjectMetadata" =>
                Envelope("PartialObjectMetadataList", "meta.k8s.io/v1", metadata, items.Select(Partial)),
            _ => Envelope(resource.ListKind, resource.ApiVersion, metadata, items.Select(item => item.Copy())),
        };
    }

    private static JsonObject Envelope(string kind, string apiVersion, JsonObject metadata, IEnumerable<JsonObject> items) => new()
    {
        ["kind"] = kind, ["apiVersion"] = apiVersion, ["metadata"] = metadata, ["items"] = items.ToJsonArray(),
    };

    private static JsonObject Partial(JsonObject value) => new()
    {
        ["kind"] = "PartialObjectMetadata", ["apiVersion"] = "meta.k8s.io/v1", ["metadata"] = value["metadata"]?.DeepClone(),
    };

    private JsonObject Table(IEnumerable<JsonObject> items, JsonObject metadata) => new()
    {
        ["kind"] = "Table", ["apiVersion"] = "meta.k8s.io/v1", ["metadata"] = metadata,
        ["columnDefinitions"] = resource.Columns.Select(column => (JsonNode)Definition(column.Name, column.Type, "", column.Priority))
            .Prepend(Definition("Name", "string", "name", 0)).ToJsonArray(),
        ["rows"] = items.Select(item => (JsonNode)new JsonObject
        {
            ["cells"] = new JsonArray([item.Text("metadata", "name"), .. resource.Columns.Select(column => column.Cell(item, now))]),
            ["object"] = wholeRows ? item.DeepClone() : Partial(item),
        }).ToJsonArray(),
    };

    private static JsonObject Definition(string name, string type, string format, int priority) => new()
    {
        ["name"] = name, ["type"] = type, ["format"] = format, ["description"] = "", ["priority"] = priority,
    };

    private static Dictionary<string, string> Parameters(string type) => type.Split(';').Select(part => part.Trim().Split('=', 2))
        .DistinctBy(pair => pair.Length < 2 ? "" : pair[0])
            .ToDictionary(pair => pair.Length < 2 ? "" : pair[0], pair => pair[^1], StringComparer.Ordinal);
}
