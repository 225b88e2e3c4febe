using System.Threading.Channels;

namespace Kube.Sandbox.Store;

/// <summary>The objects of all resources under one version counter, as etcd holds them.</summary>
/// <remarks>Guarantees: writes are atomic and totally ordered; a snapshot and a watch from its version miss and repeat nothing.</remarks>
internal sealed class ObjectStore(int historyLength)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, ResourceTable> tables = new(StringComparer.Ordinal);
    private readonly List<ChannelWriter<(string Resource, Change Change)>> followers = [];
    private long version = 1;

    public long Version
    {
        get
        {
            lock (gate)
            {
                return version;
            }
        }
    }

    public StoredObject? Find(string resource, ObjectKey key)
    {
        lock (gate)
        {
            return Table(resource).Objects.GetValueOrDefault(key);
        }
    }

    public (ImmutableSortedDictionary<ObjectKey, StoredObject> Objects, long Version) Snapshot(string resource)
    {
        lock (gate)
        {
            return (Table(resource).Objects, version);
        }
    }

    /// <returns>Null when the name is taken.</returns>
    public StoredObject? TryCreate(string resource, ObjectKey key, JsonObject value)
    {
        lock (gate)
        {
            var table = Table(resource);
            return table.Objects.ContainsKey(key) ? null : Commit(resource, ChangeKind.Added, key, value, null);
        }
    }

    /// <returns>Null when <paramref name="expected"/> is no longer the current version.</returns>
    public StoredObject? TryReplace(string resource, StoredObject expected, JsonObject value)
    {
        lock (gate)
        {
            var table = Table(resource);
            return IsCurrent(table, expected) ? Commit(resource, ChangeKind.Modified, expected.Key, value, expected) : null;
        }
    }

    /// <returns>The last state with the version of the deletion; null when <paramref name="expected"/> is no longer current.</returns>
    public StoredObject? TryRemove(string resource, StoredObject expected)
    {
        lock (gate)
        {
            var table = Table(resource);
            return IsCurrent(table, expected) ? Commit(resource, ChangeKind.Deleted, expected.Key, expected.Value.Copy(), expected) : null;
        }
    }

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

            var channel = Channel.CreateUnbounded<Change>(new UnboundedChannelOptions { SingleReader = true });
            foreach (var change in table.Since(since))
            {
                channel.Writer.TryWrite(change);
            }

            table.Watch(channel.Writer);
            return (new Subscription(channel.Reader, () => Unwatch(resource, channel.Writer)), table.Forgotten);
        }
    }

    /// <summary>Every change of every resource from now on, beginning with what is there.</summary>
    public ChannelReader<(string Resource, Change Change)> Follow()
    {
        lock (gate)
        {
            var channel = Channel.CreateUnbounded<(string, Change)>(new UnboundedChannelOptions { SingleReader = true });
            foreach (var (resource, table) in tables)
            {
                foreach (var item in table.Objects.Values)
                {
                    channel.Writer.TryWrite((resource, new Change(ChangeKind.Added, item, null)));
                }
            }

            followers.Add(channel.Writer);
            return channel.Reader;
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

    private void Unwatch(string resource, ChannelWriter<Change> writer)
    {
        lock (gate)
        {
            Table(resource).Unwatch(writer);
        }
    }

    private static bool IsCurrent(ResourceTable table, StoredObject expected) =>
        table.Objects.TryGetValue(expected.Key, out var current) && current.Version == expected.Version;

    private StoredObject Commit(string resource, ChangeKind kind, ObjectKey key, JsonObject value, StoredObject? previous)
    {
        version++;
        value.Ensure("metadata")["resourceVersion"] = version.ToString();
        var stored = new StoredObject(key, value, version);
        var change = new Change(kind, stored, previous);
        Table(resource).Commit(change);
        foreach (var follower in followers)
        {
            follower.TryWrite((resource, change));
        }

        return stored;
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
