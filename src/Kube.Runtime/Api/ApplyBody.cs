using System.Security.Cryptography;
using System.Text.Json;

using Kube.Model;

namespace Kube.Runtime;

/// <summary>What we want of one object: canonical JSON that holds our fields and no others.</summary>
public sealed class ApplyBody
{
    private ApplyBody(ResourceType resource, ObjectKey key, byte[] json)
    {
        (Resource, Key, Json) = (resource, key, json);
        Hash = Convert.ToHexStringLower(SHA256.HashData(json));
    }

    public ResourceType Resource { get; }

    public ObjectKey Key { get; }

    /// <summary>UTF-8; same value, same bytes.</summary>
    public byte[] Json { get; }

    /// <summary>SHA-256 of <see cref="Json"/>, lower-case hexadecimal.</summary>
    public string Hash { get; }

    /// <summary>The body for a typed object; <c>apiVersion</c> and <c>kind</c> are set from <paramref name="type"/> where absent.</summary>
    public static ApplyBody Of<T>(ResourceType<T> type, T value)
        where T : class =>
        FromJson(type, KubeJson.Serialize(value, type.TypeInfo));

    /// <summary>The body for JSON of a kind that has no record here.</summary>
    /// <exception cref="ArgumentException">It has no name.</exception>
    public static ApplyBody FromJson(ResourceType type, byte[] json)
    {
        var typed = ApplyJson.WithType(json, type);
        var metadata = JsonSerializer.Deserialize(typed, KubeJson.Options.TypeInfo<ObjectMetadata>())!.Metadata;
        return string.IsNullOrEmpty(metadata.Name)
            ? throw new ArgumentException($"an object of {type} without a name can't be applied", nameof(json))
            : new ApplyBody(type, metadata.Key, typed);
    }

    public override string ToString() => $"{Resource} {Key}";
}
