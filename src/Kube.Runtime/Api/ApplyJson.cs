using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

using Kube.Model;

namespace Kube.Runtime;

/// <summary>Small additions to bodies that are about to be applied.</summary>
internal static class ApplyJson
{
    public static byte[] WithType(byte[] json, ResourceType type)
    {
        var root = Parse(json);
        var result = new JsonObject { ["apiVersion"] = type.ApiVersion, ["kind"] = type.Kind };
        foreach (var (name, value) in root.Where(property => property.Key is not ("apiVersion" or "kind")).ToArray())
        {
            root.Remove(name);
            result[name] = value;
        }

        return Bytes(result);
    }

    public static byte[] WithAnnotation(byte[] json, string name, string value)
    {
        var root = Parse(json);
        Child(Child(root, "metadata"), "annotations")[name] = value;
        return Bytes(root);
    }

    public static byte[] WithOwnership(byte[] json, OwnerReference? owner, ImmutableSortedDictionary<string, string> labels)
    {
        var root = Parse(json);
        var metadata = Child(root, "metadata");
        foreach (var (name, value) in labels)
        {
            Child(metadata, "labels")[name] = value;
        }

        if (owner is not null)
        {
            metadata["ownerReferences"] = new JsonArray(new JsonObject
            {
                ["apiVersion"] = owner.ApiVersion,
                ["kind"] = owner.Kind,
                ["name"] = owner.Name,
                ["uid"] = owner.Uid,
                ["controller"] = true,
            });
        }

        return Bytes(root);
    }

    private static JsonObject Parse(byte[] json) =>
        JsonNode.Parse(json) as JsonObject ?? throw new ArgumentException("not a JSON object", nameof(json));

    private static JsonObject Child(JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject child)
        {
            parent[name] = child = [];
        }

        return child;
    }

    private static byte[] Bytes(JsonObject root)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = KubeJson.Options.Encoder }))
        {
            root.WriteTo(writer);
        }

        return buffer.ToArray();
    }
}
