using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Kube.Schema.Json;
using Kube.Sandbox.Resources;

namespace Kube.Sandbox.Discovery;

/// <summary>OpenAPI v3, one document per group and version: enough for <c>kubectl explain</c> and for its choice of server-side validation.</summary>
internal static class OpenApiDocuments
{
    private const string Reference = "#/components/schemas/";

    public static JsonObject Index(ImmutableArray<ResourceDefinition> resources)
    {
        var paths = new JsonObject();
        foreach (var root in resources.Select(item => item.Root.TrimStart('/')).Distinct())
        {
            paths[root] = new JsonObject { ["serverRelativeURL"] = $"/openapi/v3/{root}" };
        }

        return new JsonObject { ["paths"] = paths };
    }

    /// <returns>Null for a group that is not served.</returns>
    public static JsonObject? Of(ImmutableArray<ResourceDefinition> resources, string root)
    {
        var served = resources.Where(item => item.Root.TrimStart('/') == root).ToList();
        if (served.Count == 0)
        {
            return null;
        }

        var (paths, schemas) = (new JsonObject(), new JsonObject());
        foreach (var resource in served)
        {
            AddPaths(paths, resource);
            AddSchema(schemas, resource);
        }

        return new JsonObject
        {
            ["openapi"] = "3.0.0",
            ["info"] = new JsonObject { ["title"] = "Kubernetes", ["version"] = "v1.36.0" },
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = schemas },
        };
    }

    private static void AddPaths(JsonObject paths, ResourceDefinition resource)
    {
        var collection = $"{resource.Root}{(resource.Namespaced ? "/namespaces/{namespace}" : "")}/{resource.Plural}";
        paths[collection] = new JsonObject { ["get"] = Operation(resource, "list"), ["post"] = Operation(resource, "post") };
        paths[$"{collection}/{{name}}"] = new JsonObject
        {
            ["get"] = Operation(resource, "get"), ["put"] = Operation(resource, "put"), ["patch"] = Operation(resource, "patch"), ["delete"] = Operation(resource, "delete"),
        };
    }

    private static JsonObject Operation(ResourceDefinition resource, string action)
    {
        var parameters = action is "post" or "put" or "patch" ? new[] { "dryRun", "fieldManager", "fieldValidation" } : [];
        return new JsonObject
        {
            ["x-kubernetes-action"] = action,
            ["x-kubernetes-group-version-kind"] = Kind(resource),
            ["parameters"] = parameters.Select(name => (JsonNode)new JsonObject
            {
                ["name"] = name, ["in"] = "query", ["schema"] = new JsonObject { ["type"] = "string" },
            }).ToJsonArray(),
            ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "OK" } },
        };
    }

    private static JsonObject Kind(ResourceDefinition resource) =>
        new() { ["group"] = resource.Group, ["version"] = resource.Version, ["kind"] = resource.Kind };

    private static void AddSchema(JsonObject schemas, ResourceDefinition resource)
    {
        if (resource.OpenApi is null)
        {
            AddBuiltIn(schemas, BuiltInSchemas.NameOf(resource));
            return;
        }

        const string metadata = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";
        var schema = resource.OpenApi.Copy();
        var properties = schema.Ensure("properties");
        properties.Default("apiVersion", new JsonObject { ["type"] = "string" });
        properties.Default("kind", new JsonObject { ["type"] = "string" });
        properties["metadata"] = new JsonObject { ["allOf"] = new JsonArray(new JsonObject { ["$ref"] = Reference + metadata }) };
        schema["x-kubernetes-group-version-kind"] = new JsonArray(Kind(resource));
        schemas[$"{string.Join('.', resource.Group.Split('.').Reverse())}.{resource.Version}.{resource.Kind}"] = schema;
        AddBuiltIn(schemas, metadata);
    }

    private static void AddBuiltIn(JsonObject schemas, string? name)
    {
        if (name is null || schemas.ContainsKey(name) || BuiltInSchemas.All.Map(name) is not { } definition)
        {
            return;
        }

        var copy = definition.Copy();
        schemas[name] = copy;
        foreach (var reference in Rewrite(copy).ToList())
        {
            AddBuiltIn(schemas, reference);
        }
    }

    /// <summary>Makes references absolute, in place, and lists their targets.</summary>
    private static IEnumerable<string> Rewrite(JsonNode? node)
    {
        var found = new List<string>();
        if (node is JsonObject map)
        {
            if (map.Text("$ref") is { } reference)
            {
                map["$ref"] = Reference + reference;
                found.Add(reference);
            }

            found.AddRange(map.ToArray().SelectMany(pair => Rewrite(pair.Value)));
        }
        else if (node is JsonArray list)
        {
            found.AddRange(list.ToArray().SelectMany(Rewrite));
        }

        return found;
    }
}
