using System.Threading.Channels;
using ObjectMap = System.Collections.Immutable.ImmutableSortedDictionary<Kube.Sandbox.Store.ObjectKey, Kube.Sandbox.Store.StoredObject>;

namespace Kube.Sandbox.Store;

/// <summary>
/// All objects of one resource, its bounded history and who watches it. Guarded by the lock of <see cref="ObjectStore"/>.
/// </summary>
internal sealed class ResourceTable(int historyLength)
{
    private readonly Queue<Change> history = new();
    private readonly HashSet<ChannelWriter<Change>> watchers = [];

    public ObjectMap Objects { get; private set; } = ObjectMap.Empty;

    /// <summary>The newest version that fell out of the history: a watch can't start before it.</summary>
    public long Forgotten { get; private set; }

    public void Watch(ChannelWriter<Change> watcher, long since)
    {
        foreach (var change in history.Where(change => change.Version > since))
        {
            watcher.TryWrite(change);
        }

        watchers.Add(watcher);
    }

    public void Unwatch(ChannelWriter<Change> watcher) => watchers.Remove(watcher);

    public void Commit(Change change)
    {
        var key = change.Current.Key;
        Objects = change.Kind == ChangeKind.Deleted ? Objects.Remove(key) : Objects.SetItem(key, change.Current);
        history.Enqueue(change);
        while (history.Count > historyLength)
        {
            Forgotten = history.Dequeue().Version;
        }

        foreach (var watcher in watchers)
        {
            watcher.TryWrite(change);
        }
    }

    /// <summary>Ends all watches, for a resource that no longer exists.</summary>
    public void Close()
    {
        foreach (var watcher in watchers)
        {
            watcher.TryComplete();
        }
    }
}

/// <summary>A live feed of changes; dispose to stop it.</summary>
internal sealed class Subscription(ChannelReader<Change> changes, Action stop) : IDisposable
{
    public ChannelReader<Change> Changes => changes;

    public void Dispose() => stop();
}
