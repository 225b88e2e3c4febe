using System.Security.Cryptography;

namespace Kube.Sandbox.Api;

/// <summary>The part of an object's metadata that the server alone writes.</summary>
internal static class ObjectMetadata
{
    private const string SuffixAlphabet = "bcdfghjklmnpqrstvwxz2456789";

    private static readonly string[] Fixed = ["uid", "creationTimestamp", "namespace", "name", "generateName", "deletionTimestamp", "deletionGracePeriodSeconds", "generation"];

    public static string Timestamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");

    public static void Initialize(JsonObject value, string @namespace, bool generation, DateTimeOffset now)
    {
        var metadata = value.Ensure("metadata");
        if (string.IsNullOrEmpty(metadata.Text("name")) && metadata.Text("generateName") is { Length: > 0 } prefix)
        {
            metadata["name"] = prefix + RandomNumberGenerator.GetString(SuffixAlphabet, 5);
        }

        foreach (var name in new[] { "resourceVersion", "managedFields", "deletionTimestamp", "deletionGracePeriodSeconds", "generation", "selfLink" })
        {
            metadata.Remove(name);
        }

        if (@namespace.Length > 0)
        {
            metadata["namespace"] = @namespace;
        }

        metadata["uid"] = Guid.NewGuid().ToString();
        metadata["creationTimestamp"] = Timestamp(now);
        if (generation)
        {
            metadata["generation"] = 1;
        }
    }

    /// <summary>Metadata is typed for every kind: its empty collections are not kept.</summary>
    public static void DropEmpty(JsonObject value)
    {
        var metadata = value.Ensure("metadata");
        foreach (var name in new[] { "finalizers", "ownerReferences", "labels", "annotations" })
        {
            if (metadata[name] is null or JsonArray { Count: 0 } or JsonObject { Count: 0 })
            {
                metadata.Remove(name);
            }
        }
    }

    /// <summary>Puts back what a writer can't change.</summary>
    public static void Preserve(JsonObject live, JsonObject next)
    {
        var metadata = next.Ensure("metadata");
        foreach (var name in Fixed)
        {
            if (live.At("metadata", name) is { } value)
            {
                metadata[name] = value.DeepClone();
            }
            else
            {
                metadata.Remove(name);
            }
        }
    }

    /// <summary>Whether anything but metadata and status differs.</summary>
    public static bool DesiredStateDiffers(JsonObject live, JsonObject next)
    {
        var names = live.Select(pair => pair.Key).Union(next.Select(pair => pair.Key));
        return names.Any(name => name is not ("metadata" or "status" or "apiVersion" or "kind") && !JsonReading.Same(live[name], next[name]));
    }

    public static void BumpGeneration(JsonObject value) =>
        value.Ensure("metadata")["generation"] = (value.Integer("metadata", "generation") ?? 0) + 1;

    public static bool HasFinalizers(JsonObject value) =>
        value.List("metadata", "finalizers") is { Count: > 0 } || (value.Text("kind") == "Namespace" && value.List("spec", "finalizers") is { Count: > 0 });

    public static IEnumerable<JsonObject> Owners(StoredObject stored) => stored.Value.Maps("metadata", "ownerReferences");
}
