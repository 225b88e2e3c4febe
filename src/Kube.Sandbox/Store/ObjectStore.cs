using System.Threading.Channels;
using ObjectMap = System.Collections.Immutable.ImmutableSortedDictionary<Kube.Sandbox.Store.ObjectKey, Kube.Sandbox.Store.StoredObject>;

namespace Kube.Sandbox.Store;

/// <summary>The objects of all resources under one version counter, as etcd holds them.</summary>
/// <remarks>Guarantees: writes are atomic and totally ordered; a snapshot and a watch from its version miss and repeat nothing.</remarks>
internal sealed class ObjectStore(int historyLength)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, ResourceTable> tables = new(StringComparer.Ordinal);
    private readonly Channel<bool> changes =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private long version = 1;

    /// <summary>Says that something changed since it was last read, for one reader.</summary>
    public ChannelReader<bool> Changes => changes.Reader;

    public StoredObject? Find(string resource, ObjectKey key) => Snapshot(resource).Objects.GetValueOrDefault(key);

    public (ObjectMap Objects, long Version) Snapshot(string resource)
    {
        lock (gate)
        {
            return (Table(resource).Objects, version);
        }
    }

    /// <returns>Null when the name is taken.</returns>
    public StoredObject? TryCreate(string resource, ObjectKey key, JsonObject value) =>
        TryCommit(resource, ChangeKind.Added, key, value, null);

    /// <returns>Null when <paramref name="expected"/> is no longer the current version.</returns>
    public StoredObject? TryReplace(string resource, StoredObject expected, JsonObject value) =>
        TryCommit(resource, ChangeKind.Modified, expected.Key, value, expected);

    /// <returns>The last state with the version of the deletion; null when <paramref name="expected"/> is no longer current.</returns>
    public StoredObject? TryRemove(string resource, StoredObject expected) =>
        TryCommit(resource, ChangeKind.Deleted, expected.Key, expected.Value.Copy(), expected);

    /// <summary>Subscribes to all changes after <paramref name="since"/>.</summary>
    /// <returns>Null with the oldest possible version when the history no longer reaches that far.</returns>
    public (Subscription? Subscription, long Oldest) Watch(string resource, long since)
    {
        lock (gate)
        {
            var table = Table(resource);
            if (since < table.Forgotten)
            {
                return (null, table.Forgotten);
            }

            var channel = Channel.CreateUnbounded<Change>();
            table.Watch(channel.Writer, since);
            return (new Subscription(channel.Reader, () => Unwatch(table, channel.Writer)), table.Forgotten);
        }
    }

    /// <summary>Ends the watches of a resource that is gone and forgets it.</summary>
    public void Drop(string resource)
    {
        lock (gate)
        {
            Table(resource).Close();
            tables.Remove(resource);
        }
    }

    private void Unwatch(ResourceTable table, ChannelWriter<Change> writer)
    {
        lock (gate)
        {
            table.Unwatch(writer);
        }
    }

    private StoredObject? TryCommit(string resource, ChangeKind kind, ObjectKey key, JsonObject value, StoredObject? expected)
    {
        lock (gate)
        {
            if (Table(resource).Objects.GetValueOrDefault(key)?.Version != expected?.Version)
            {
                return null;
            }

            version++;
            value.Ensure("metadata")["resourceVersion"] = $"{version}";
            var change = new Change(kind, new StoredObject(key, value, version), expected);
            Table(resource).Commit(change);
            changes.Writer.TryWrite(true);
            return change.Current;
        }
    }

    private ResourceTable Table(string resource)
    {
        if (!tables.TryGetValue(resource, out var table))
        {
            table = new ResourceTable(historyLength);
            tables[resource] = table;
        }

        return table;
    }
}
