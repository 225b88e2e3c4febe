using System.Collections.Immutable;

using Kube.Model;

namespace Kube.Runtime;

using Slot = (string Index, string Value);

/// <summary>A change of one object: <paramref name="Old"/> is null when it is new, <paramref name="New"/> when it is gone.</summary>
public readonly record struct Change<T>(T? Old, T? New)
    where T : class, IKubeObject
{
    public ObjectKey Key => (New ?? Old)!.Metadata.Key;
}

/// <summary>One moment of a store: objects, indexes and version agree.</summary>
/// <param name="Version">Resource version up to which everything is in; null before the first list.</param>
public sealed record StoreSnapshot<T>(
    ImmutableDictionary<ObjectKey, T> Items, ImmutableDictionary<Slot, ImmutableSortedDictionary<ObjectKey, T>> Indexed, string? Version)
    where T : class, IKubeObject;

/// <summary>Objects by key, in memory. One writer; readers take an immutable snapshot without a lock and never see half a list.</summary>
public sealed class Store<T>
    where T : class, IKubeObject
{
    private readonly Dictionary<string, Func<T, string>> indexes = [];
    private readonly ImmutableDictionary<ObjectKey, T>.Builder items = ImmutableDictionary.CreateBuilder<ObjectKey, T>();
    private readonly ImmutableDictionary<Slot, ImmutableSortedDictionary<ObjectKey, T>>.Builder indexed =
        ImmutableDictionary.CreateBuilder<Slot, ImmutableSortedDictionary<ObjectKey, T>>();

    private volatile StoreSnapshot<T> snapshot = new(
        ImmutableDictionary<ObjectKey, T>.Empty, ImmutableDictionary<Slot, ImmutableSortedDictionary<ObjectKey, T>>.Empty, null);

    internal Store()
    {
    }

    public StoreSnapshot<T> Snapshot => snapshot;

    public T? Find(ObjectKey key) => snapshot.Items.GetValueOrDefault(key);

    /// <summary>Objects with this index value, in the order of their keys.</summary>
    public ImmutableArray<T> ByIndex(string index, string value) =>
        snapshot.Indexed.TryGetValue((index, value), out var found) ? [.. found.Values] : [];

    /// <summary>All objects in the order of their keys.</summary>
    public ImmutableArray<T> All() => [.. snapshot.Items.OrderBy(item => item.Key).Select(item => item.Value)];

    internal void AddIndex(string name, Func<T, string> valueOf)
    {
        indexes.Add(name, valueOf);
        foreach (var (key, item) in items)
        {
            Index(name, key, null, item);
        }

        Publish(snapshot.Version);
    }

    internal Change<T>? Apply(WatchEvent<T> change)
    {
        Change<T>? result = change switch
        {
            WatchEvent<T>.Upsert upsert => Set(upsert.Object.Metadata.Key, upsert.Object),
            WatchEvent<T>.Deleted deleted when items.ContainsKey(deleted.Object.Metadata.Key) =>
                Set(deleted.Object.Metadata.Key, null) with { Old = deleted.Object },
            _ => null,
        };
        Publish(change.Version ?? snapshot.Version);
        return result;
    }

    /// <summary>Swaps in a complete list; what changed by it, deletions last.</summary>
    internal ImmutableArray<Change<T>> Replace(ImmutableArray<T> list, ImmutableArray<ObjectKey?> broken, string version)
    {
        var present = list.Select(item => item.Metadata.Key).Concat(broken.OfType<ObjectKey>()).ToHashSet();

        // An object whose name can't even be read may be any of those that seem to be missing.
        var gone = broken.Contains(null) ? [] : items.Keys.Where(key => !present.Contains(key)).Order().ToArray();
        ImmutableArray<Change<T>> changes =
        [
            .. list.Where(item => !IsKnown(item.Metadata)).Select(item => Set(item.Metadata.Key, item)),
            .. gone.Select(key => Set(key, null)),
        ];
        Publish(version);
        return changes;
    }

    private bool IsKnown(ObjectMeta metadata) =>
        items.TryGetValue(metadata.Key, out var known)
        && known.Metadata.ResourceVersion == metadata.ResourceVersion
        && known.Metadata.Uid == metadata.Uid;

    private Change<T> Set(ObjectKey key, T? now)
    {
        var old = items.GetValueOrDefault(key);
        if (now is null)
        {
            items.Remove(key);
        }
        else
        {
            items[key] = now;
        }

        foreach (var name in indexes.Keys)
        {
            Index(name, key, old, now);
        }

        return new Change<T>(old, now);
    }

    private void Index(string name, ObjectKey key, T? old, T? now)
    {
        if (old is not null)
        {
            var slot = (name, indexes[name](old));
            var rest = indexed[slot].Remove(key);
            indexed[slot] = rest;
            if (rest.IsEmpty)
            {
                indexed.Remove(slot);
            }
        }

        if (now is not null)
        {
            var slot = (name, indexes[name](now));
            indexed[slot] = indexed.GetValueOrDefault(slot, ImmutableSortedDictionary<ObjectKey, T>.Empty).SetItem(key, now);
        }
    }

    private void Publish(string? version) => snapshot = new(items.ToImmutable(), indexed.ToImmutable(), version);
}
