using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

using Kube.Model;

namespace Kube.Runtime;

/// <summary>What we want of one object: canonical JSON that holds our fields and no others.</summary>
public sealed class ApplyBody
{
    private ApplyBody(ResourceType resource, JsonObject root)
    {
        root.Remove("apiVersion");
        root.Remove("kind");
        root.Insert(0, "apiVersion", resource.ApiVersion);
        root.Insert(1, "kind", resource.Kind);
        Resource = resource;
        Key = (string?)root["metadata"]?["name"] is { Length: > 0 } name
            ? new ObjectKey((string?)root["metadata"]!["namespace"] ?? "", name)
            : throw new ArgumentException($"an object of {resource} without a name can't be applied", nameof(root));
        Json = ApplyJson.Bytes(root);
        Hash = Convert.ToHexStringLower(SHA256.HashData(Json));
    }

    public ResourceType Resource { get; }

    public ObjectKey Key { get; }

    /// <summary>UTF-8; same value, same bytes.</summary>
    public byte[] Json { get; }

    /// <summary>SHA-256 of <see cref="Json"/>, lower-case hexadecimal.</summary>
    public string Hash { get; }

    /// <summary>The body for a typed object; <c>apiVersion</c> and <c>kind</c> are those of <paramref name="type"/>.</summary>
    public static ApplyBody Of<T>(ResourceType<T> type, T value)
        where T : class =>
        FromJson(type, KubeJson.Serialize(value, type.TypeInfo));

    /// <summary>The body for JSON of a kind that has no record here.</summary>
    /// <exception cref="ArgumentException">It has no name.</exception>
    public static ApplyBody FromJson(ResourceType type, byte[] json) => new(type, ApplyJson.Parse(json));

    public override string ToString() => $"{Resource} {Key}";
}

/// <summary>Small additions to bodies that are about to be applied.</summary>
internal static class ApplyJson
{
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
            metadata["ownerReferences"] = new JsonArray(
                JsonSerializer.SerializeToNode(owner, KubeJson.Options.TypeInfo<OwnerReference>()));
        }

        return Bytes(root);
    }

    public static JsonObject Parse(byte[] json) =>
        JsonNode.Parse(json) as JsonObject ?? throw new ArgumentException("not a JSON object", nameof(json));

    public static byte[] Bytes(JsonObject root) => Encoding.UTF8.GetBytes(root.ToJsonString(KubeJson.Options));

    private static JsonObject Child(JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject child)
        {
            parent[name] = child = [];
        }

        return child;
    }
}
