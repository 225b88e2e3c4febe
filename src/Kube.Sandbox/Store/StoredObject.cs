namespace Kube.Sandbox.Store;

/// <summary>Where an object lies; cluster-scoped objects have an empty namespace. Sorts as the server lists.</summary>
internal readonly record struct ObjectKey(string Namespace, string Name) : IComparable<ObjectKey>
{
    public int CompareTo(ObjectKey other)
    {
        var order = string.CompareOrdinal(Namespace, other.Namespace);
        return order != 0 ? order : string.CompareOrdinal(Name, other.Name);
    }

    public static ObjectKey Of(JsonNode value) => new(value.Text("metadata", "namespace") ?? "", value.Text("metadata", "name") ?? "");
}

/// <summary>One version of an object.</summary>
/// <param name="Value">Frozen: never written to once stored; copy before changing.</param>
internal sealed record StoredObject(ObjectKey Key, JsonObject Value, long Version)
{
    public string Uid => Value.Text("metadata", "uid") ?? "";

    public bool Deleting => Value.At("metadata", "deletionTimestamp") is not null;
}

internal enum ChangeKind
{
    Added,
    Modified,
    Deleted,
}

/// <summary>One step of a resource's history.</summary>
/// <param name="Current">The new version; for a deletion the last one, stamped with the version of the deletion.</param>
/// <param name="Previous">What it replaced; null for an addition.</param>
internal sealed record Change(ChangeKind Kind, StoredObject Current, StoredObject? Previous)
{
    public long Version => Current.Version;
}
