using System.Collections.Frozen;
using System.Collections.Immutable;

using Kube.Model;

namespace Kube.Runtime;

/// <summary>A change of one object: <paramref name="Old"/> is null when it is new, <paramref name="New"/> when it is gone.</summary>
public readonly record struct Change<T>(T? Old, T? New)
    where T : class, IKubeObject
{
    public ObjectKey Key => (New ?? Old)!.Metadata.Key;
}

/// <summary>One moment of a store: objects, indexes and version agree.</summary>
/// <param name="Version">Resource version up to which everything is in; null before the first list.</param>
public sealed record StoreSnapshot<T>(
    ImmutableDictionary<ObjectKey, T> Items,
    ImmutableDictionary<(string Index, string Value), ImmutableHashSet<ObjectKey>> Indexed,
    string? Version)
    where T : class, IKubeObject
{
    public T? Find(ObjectKey key) => Items.GetValueOrDefault(key);

    /// <summary>Objects with this index value, in the order of their keys.</summary>
    public ImmutableArray<T> ByIndex(string index, string value) =>
        Indexed.TryGetValue((index, value), out var keys) ? [.. keys.Order().Select(key => Items[key])] : [];
}

/// <summary>Objects by key, in memory. One writer; readers take an immutable snapshot without a lock and never see half a list.</summary>
public sealed class Store<T>
    where T : class, IKubeObject
{
    private readonly FrozenDictionary<string, Func<T, IEnumerable<string>>> indexes;
    private volatile StoreSnapshot<T> snapshot = new(
        ImmutableDictionary<ObjectKey, T>.Empty, ImmutableDictionary<(string, string), ImmutableHashSet<ObjectKey>>.Empty, null);

    internal Store(IReadOnlyDictionary<string, Func<T, IEnumerable<string>>> indexes) =>
        this.indexes = indexes.ToFrozenDictionary(StringComparer.Ordinal);

    public StoreSnapshot<T> Snapshot => snapshot;

    public T? Find(ObjectKey key) => snapshot.Find(key);

    public ImmutableArray<T> ByIndex(string index, string value) =>
        indexes.ContainsKey(index)
            ? snapshot.ByIndex(index, value)
            : throw new ArgumentException($"there is no index '{index}'", nameof(index));

    /// <summary>All objects in the order of their keys.</summary>
    public ImmutableArray<T> All() => [.. snapshot.Items.OrderBy(item => item.Key).Select(item => item.Value)];

    internal Change<T>? Apply(WatchEvent<T> change)
    {
        var before = snapshot;
        var result = change switch
        {
            WatchEvent<T>.Upsert upsert => new Change<T>(before.Find(upsert.Object.Metadata.Key), upsert.Object),
            WatchEvent<T>.Deleted deleted when before.Find(deleted.Object.Metadata.Key) is not null => new Change<T>(deleted.Object, null),
            _ => (Change<T>?)null,
        };
        var edit = new Edit(before, indexes);
        if (result is { } one)
        {
            edit.Set(one.Key, one.New);
        }

        snapshot = edit.Finish(change.Version ?? before.Version);
        return result;
    }

    /// <summary>Swaps in a complete list; what changed by it, deletions last.</summary>
    internal ImmutableArray<Change<T>> Replace(ImmutableArray<T> items, ImmutableArray<ObjectKey?> broken, string version)
    {
        var before = snapshot;
        var edit = new Edit(before, indexes);
        var changes = ImmutableArray.CreateBuilder<Change<T>>();
        var present = items.Select(item => item.Metadata.Key).Concat(broken.OfType<ObjectKey>()).ToHashSet();
        foreach (var item in items)
        {
            var old = before.Find(item.Metadata.Key);
            if (old is null || old.Metadata.ResourceVersion != item.Metadata.ResourceVersion || old.Metadata.Uid != item.Metadata.Uid)
            {
                edit.Set(item.Metadata.Key, item);
                changes.Add(new Change<T>(old, item));
            }
        }

        // An object whose name can't even be read may be any of those that seem to be missing.
        var gone = broken.Contains(null) ? [] : before.Items.Where(item => !present.Contains(item.Key)).OrderBy(item => item.Key).ToArray();
        foreach (var (key, old) in gone)
        {
            edit.Set(key, null);
            changes.Add(new Change<T>(old, null));
        }

        snapshot = edit.Finish(version);
        return changes.ToImmutable();
    }

    private sealed class Edit(StoreSnapshot<T> before, FrozenDictionary<string, Func<T, IEnumerable<string>>> indexes)
    {
        private readonly ImmutableDictionary<ObjectKey, T>.Builder items = before.Items.ToBuilder();
        private readonly ImmutableDictionary<(string, string), ImmutableHashSet<ObjectKey>>.Builder indexed = before.Indexed.ToBuilder();

        public void Set(ObjectKey key, T? value)
        {
            if (items.TryGetValue(key, out var old))
            {
                Index(old, static (keys, k) => keys.Remove(k));
            }

            if (value is null)
            {
                items.Remove(key);
                return;
            }

            items[key] = value;
            Index(value, static (keys, k) => keys.Add(k));
        }

        public StoreSnapshot<T> Finish(string? version) => new(items.ToImmutable(), indexed.ToImmutable(), version);

        private void Index(T item, Func<ImmutableHashSet<ObjectKey>, ObjectKey, ImmutableHashSet<ObjectKey>> change)
        {
            foreach (var (name, values) in indexes)
            {
                foreach (var value in values(item).Distinct())
                {
                    var keys = change(indexed.GetValueOrDefault((name, value), []), item.Metadata.Key);
                    if (keys.IsEmpty)
                    {
                        indexed.Remove((name, value));
                    }
                    else
                    {
                        indexed[(name, value)] = keys;
                    }
                }
            }
        }
    }
}
