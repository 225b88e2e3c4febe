using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Kube.Sandbox.Http;
using Kube.Schema.Json;
using Kube.Sandbox.Resources;

namespace Kube.Sandbox.Discovery;

/// <summary>One resource with its subresources, as discovery shows it.</summary>
internal sealed record DiscoveredResource(
    string Group, string Version, string Plural, string Singular, string Kind, bool Namespaced, ImmutableArray<string> Verbs,
    ImmutableArray<string> ShortNames, ImmutableArray<string> Categories, ImmutableArray<DiscoveredSubresource> Subresources)
{
    private static readonly ImmutableArray<string> AllVerbs = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];
    private static readonly ImmutableArray<string> CustomVerbs = ["delete", "deletecollection", "get", "list", "patch", "create", "update", "watch"];
    private static readonly ImmutableArray<string> ChangeVerbs = ["get", "patch", "update"];

    public static ImmutableArray<DiscoveredResource> Of(IEnumerable<ResourceDefinition> resources, string group, string version) =>
    [
        .. resources.Where(item => item.Group == group && item.Version == version).Select(Of),
        .. version == "v1" ? ReviewEndpoint.Served.Where(item => item.Group == group).Select(item =>
            new DiscoveredResource(group, version, item.Plural, item.Kind.ToLowerInvariant(), item.Kind, item.Namespaced, ["create"], [], [], [])) : [],
    ];

    /// <summary>The resource and each subresource as an entry of its own.</summary>
    public IEnumerable<JsonNode> Flat()
    {
        var own = new JsonObject
        {
            ["name"] = Plural, ["singularName"] = Singular, ["namespaced"] = Namespaced, ["kind"] = Kind, ["verbs"] = Verbs.ToJsonArray(),
        };
        AddNames(own);
        yield return own;
        foreach (var subresource in Subresources)
        {
            var entry = new JsonObject
            {
                ["name"] = $"{Plural}/{subresource.Name}", ["singularName"] = "", ["namespaced"] = Namespaced, ["kind"] = subresource.Kind,
                ["verbs"] = subresource.Verbs.ToJsonArray(),
            };
            if (subresource.Group != Group)
            {
                entry["group"] = subresource.Group;
                entry["version"] = subresource.Version;
            }

            yield return entry;
        }
    }

    public JsonObject Nested()
    {
        var own = new JsonObject
        {
            ["resource"] = Plural, ["responseKind"] = ResponseKind(Group, Version, Kind), ["scope"] = Namespaced ? "Namespaced" : "Cluster",
            ["singularResource"] = Singular, ["verbs"] = Verbs.ToJsonArray(),
        };
        AddNames(own);
        if (Subresources.Length > 0)
        {
            own["subresources"] = Subresources.Select(item => (JsonNode)new JsonObject
            {
                ["subresource"] = item.Name, ["responseKind"] = ResponseKind(item.Group, item.Version, item.Kind), ["verbs"] = item.Verbs.ToJsonArray(),
            }).ToJsonArray();
        }

        return own;
    }

    private static DiscoveredResource Of(ResourceDefinition resource)
    {
        var subresources = resource.Actions.Select(action => new DiscoveredSubresource(action.Name, resource.Group, resource.Version, action.Kind, [action.Verb])).ToList();
        if (resource.HasStatus)
        {
            subresources.Add(new DiscoveredSubresource("status", resource.Group, resource.Version, resource.Kind, ChangeVerbs));
        }

        if (resource.Scale is not null)
        {
            subresources.Add(new DiscoveredSubresource("scale", "autoscaling", "v1", "Scale", ChangeVerbs));
        }

        return new DiscoveredResource(
            resource.Group, resource.Version, resource.Plural, resource.Singular, resource.Kind, resource.Namespaced, resource.Custom is null ? AllVerbs : CustomVerbs,
            resource.ShortNames, resource.Categories, [.. subresources]);
    }

    private void AddNames(JsonObject own)
    {
        if (ShortNames.Length > 0)
        {
            own["shortNames"] = ShortNames.ToJsonArray();
        }

        if (Categories.Length > 0)
        {
            own["categories"] = Categories.ToJsonArray();
        }
    }

    private static JsonObject ResponseKind(string group, string version, string kind) =>
        new() { ["group"] = group, ["version"] = version, ["kind"] = kind };
}

internal sealed record DiscoveredSubresource(string Name, string Group, string Version, string Kind, ImmutableArray<string> Verbs);
