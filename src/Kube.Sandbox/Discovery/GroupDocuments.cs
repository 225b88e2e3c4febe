using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Kube.Schema.Json;
using Kube.Sandbox.Resources;

namespace Kube.Sandbox.Discovery;

/// <summary>Groups, versions and resources, in the old form and in the aggregated one.</summary>
internal sealed class GroupDocuments(ImmutableArray<ResourceDefinition> resources)
{
    private static readonly string[] Reviews = ["authentication.k8s.io", "authorization.k8s.io"];

    public static JsonObject CoreVersions() => new()
    {
        ["kind"] = "APIVersions", ["versions"] = new JsonArray("v1"), ["serverAddressByClientCIDRs"] = new JsonArray(),
    };

    public JsonObject Groups() => new()
    {
        ["kind"] = "APIGroupList", ["apiVersion"] = "v1",
        ["groups"] = Names().Select(name => (JsonNode)Describe(name)).ToJsonArray(),
    };

    public JsonObject? Group(string name)
    {
        if (!Names().Contains(name))
        {
            return null;
        }

        var group = Describe(name);
        group["kind"] = "APIGroup";
        group["apiVersion"] = "v1";
        return group;
    }

    public JsonObject? Resources(string group, string version)
    {
        var items = DiscoveredResource.Of(resources, group, version);
        return items.Length == 0 ? null : new JsonObject
        {
            ["kind"] = "APIResourceList", ["apiVersion"] = "v1", ["groupVersion"] = group.Length == 0 ? version : $"{group}/{version}",
            ["resources"] = items.SelectMany(item => item.Flat()).ToJsonArray(),
        };
    }

    public JsonObject Aggregated(bool core) => new()
    {
        ["kind"] = "APIGroupDiscoveryList", ["apiVersion"] = "apidiscovery.k8s.io/v2", ["metadata"] = new JsonObject(),
        ["items"] = (core ? [""] : Names()).Select(name => (JsonNode)Aggregate(name)).ToJsonArray(),
    };

    private IEnumerable<string> Names() => resources.Select(item => item.Group).Where(name => name.Length > 0).Concat(Reviews).Distinct();

    private IEnumerable<string> Versions(string group) => Reviews.Contains(group)
        ? ["v1"]
        : resources.Where(item => item.Group == group).Select(item => item.Version).Distinct().OrderDescending(StringComparer.Ordinal);

    private JsonObject Describe(string name)
    {
        var versions = Versions(name).Select(version => new JsonObject { ["groupVersion"] = $"{name}/{version}", ["version"] = version }).ToList();
        return new JsonObject { ["name"] = name, ["versions"] = versions.Select(JsonNode (item) => item.DeepClone()).ToJsonArray(), ["preferredVersion"] = versions[0].DeepClone() };
    }

    private JsonObject Aggregate(string group)
    {
        var metadata = new JsonObject();
        if (group.Length > 0)
        {
            metadata["name"] = group;
        }

        var versions = Versions(group).Select(version => (JsonNode)new JsonObject
        {
            ["version"] = version,
            ["resources"] = DiscoveredResource.Of(resources, group, version).Select(item => (JsonNode)item.Nested()).ToJsonArray(),
            ["freshness"] = "Current",
        });
        return new JsonObject { ["metadata"] = metadata, ["versions"] = versions.ToJsonArray() };
    }
}
