using System.Security.Cryptography;

namespace Kube.Sandbox.Api;

/// <summary>The part of an object's metadata that the server alone writes.</summary>
internal static class ObjectMetadata
{
    private static readonly string[] Fixed =
        ["uid", "creationTimestamp", "namespace", "name", "generateName", "deletionTimestamp", "deletionGracePeriodSeconds", "generation"];

    public static string Timestamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");

    public static void Initialize(JsonObject value, RequestTarget target, DateTimeOffset now)
    {
        var metadata = value.Ensure("metadata");
        if (string.IsNullOrEmpty(metadata.Text("name")) && metadata.Text("generateName") is { Length: > 0 } prefix)
        {
            metadata["name"] = prefix + RandomNumberGenerator.GetString("bcdfghjklmnpqrstvwxz2456789", 5);
        }

        Remove(metadata, "resourceVersion", "managedFields", "deletionTimestamp", "deletionGracePeriodSeconds", "generation", "selfLink");
        Remove(value, target.Resource.HasStatus ? ["status"] : []);
        metadata["uid"] = Guid.NewGuid().ToString();
        metadata["creationTimestamp"] = Timestamp(now);
        if (target.Namespace.Length > 0)
        {
            metadata["namespace"] = target.Namespace;
        }

        if (target.Resource.HasGeneration)
        {
            metadata["generation"] = 1;
        }
    }

    /// <summary>Metadata is typed for every kind: its empty collections are not kept.</summary>
    public static void DropEmpty(JsonObject value)
    {
        var metadata = value.Ensure("metadata");
        string[] collections = ["finalizers", "ownerReferences", "labels", "annotations"];
        Remove(metadata, [.. collections.Where(name => metadata[name] is null or JsonArray { Count: 0 } or JsonObject { Count: 0 })]);
    }

    /// <summary>Puts back what a writer can't change.</summary>
    public static void Preserve(JsonObject live, JsonObject next)
    {
        var metadata = next.Ensure("metadata");
        Remove(metadata, Fixed);
        foreach (var name in Fixed.Where(name => live.At("metadata", name) is not null))
        {
            metadata[name] = live.At("metadata", name)!.DeepClone();
        }
    }

    /// <summary>Whether anything but metadata and status differs.</summary>
    public static bool DesiredStateDiffers(JsonObject live, JsonObject next) =>
        live.Select(pair => pair.Key).Union(next.Select(pair => pair.Key))
        .Any(name => name is not ("metadata" or "status" or "apiVersion" or "kind") && !JsonReading.Same(live[name], next[name]));

    public static void BumpGeneration(JsonObject value) =>
        value.Ensure("metadata")["generation"] = (value.Integer("metadata", "generation") ?? 0) + 1;

    public static bool HasFinalizers(JsonObject value) =>
        value.List("metadata", "finalizers") is { Count: > 0 }
            || (value.Text("kind") == "Namespace" && value.List("spec", "finalizers") is { Count: > 0 });

    public static IEnumerable<JsonObject> Owners(StoredObject stored) => stored.Value.Maps("metadata", "ownerReferences");

    private static void Remove(JsonObject map, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            map.Remove(name);
        }
    }
}
