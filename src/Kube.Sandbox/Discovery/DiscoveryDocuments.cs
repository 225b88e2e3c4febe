namespace Kube.Sandbox.Discovery;

/// <summary>What the server says about itself: version, groups, resources, and that it validates fields.</summary>
internal sealed class DiscoveryDocuments(ResourceRegistry registry)
{
    private static readonly ImmutableArray<string> Verbs =
        ["delete", "deletecollection", "get", "list", "patch", "create", "update", "watch"];

    /// <returns>Null when the path is not about discovery.</returns>
    public JsonObject? Find(string path) => path.Trim('/').Split('/') switch
    {
        ["version"] => new JsonObject { ["major"] = "1", ["minor"] = "36", ["gitVersion"] = "v1.36.0-sandbox" },
        ["api"] => new JsonObject { ["kind"] = "APIVersions", ["versions"] = new JsonArray("v1") },
        ["apis"] => Groups(),
        ["api", "v1"] => Resources("", "v1"),
        ["apis", var group, var version] => Resources(group, version),
        ["openapi", "v3"] => new JsonObject
        {
            ["paths"] = new JsonObject(BuiltInResources.Definitions.Select(Root).Distinct().Select(root =>
                KeyValuePair.Create(root, (JsonNode?)new JsonObject { ["serverRelativeURL"] = $"/openapi/v3/{root}" }))),
        },
        ["openapi", "v3", .. var root] => OpenApi(string.Join('/', root)),
        _ => null,
    };

    private JsonObject Groups() => new()
    {
        ["kind"] = "APIGroupList", ["apiVersion"] = "v1",
        ["groups"] = registry.All.Where(item => item.Group.Length > 0).DistinctBy(item => item.Group)
            .Select(item => (JsonNode)new JsonObject
        {
            ["name"] = item.Group, ["versions"] = new JsonArray(Version(item)), ["preferredVersion"] = Version(item),
        }).ToJsonArray(),
    };

    private static JsonObject Version(ResourceDefinition item) => new() { ["groupVersion"] = item.ApiVersion, ["version"] = item.Version };

    private JsonObject? Resources(string group, string version)
    {
        var items = registry.All.Where(item => item.Group == group && item.Version == version).ToList();
        return items.Count == 0 ? null : new JsonObject
        {
            ["kind"] = "APIResourceList", ["apiVersion"] = "v1", ["groupVersion"] = items[0].ApiVersion,
            ["resources"] = items.SelectMany(Entries).ToJsonArray(),
        };
    }

    private static IEnumerable<JsonNode> Entries(ResourceDefinition item)
    {
        var own = Entry(item, item.Plural, item.Singular, Verbs);
        own["shortNames"] = item.ShortNames.ToJsonArray();
        own["categories"] = item.Categories.ToJsonArray();

        return item.HasStatus ? [own, Entry(item, $"{item.Plural}/status", "", ["get", "patch", "update"])] : [own];
    }

    private static JsonObject Entry(ResourceDefinition item, string name, string singular, ImmutableArray<string> verbs) => new()
    {
        ["name"] = name, ["singularName"] = singular, ["namespaced"] = item.Namespaced, ["kind"] = item.Kind,
        ["verbs"] = verbs.ToJsonArray(),
    };

    private static string Root(ResourceDefinition item) => item.Group.Length == 0 ? $"api/{item.Version}" : $"apis/{item.ApiVersion}";

    /// <summary>
    /// No schemas, and none of custom resources: kubectl asks only whether a patch of a built-in kind takes <c>fieldValidation</c>, and if
    /// so
    /// leaves unknown fields to the server.
    /// </summary>
    private static JsonObject OpenApi(string root) => new()
    {
        ["openapi"] = "3.0.0",
        ["info"] = new JsonObject { ["title"] = "Kubernetes", ["version"] = "v1.36.0" },
        ["paths"] = new JsonObject(BuiltInResources.Definitions.Where(item => Root(item) == root).Select(item => KeyValuePair.Create(
            $"/{root}/{item.Plural}/{{name}}", (JsonNode?)new JsonObject { ["patch"] = Patch(item) }))),
    };

    private static JsonObject Patch(ResourceDefinition item) => new()
    {
        ["x-kubernetes-action"] = "patch",
        ["x-kubernetes-group-version-kind"] = new JsonObject { ["group"] = item.Group, ["version"] = item.Version, ["kind"] = item.Kind },
        ["parameters"] = new JsonArray(new JsonObject { ["name"] = "fieldValidation", ["in"] = "query" }),
        ["responses"] = new JsonObject(),
    };
}
