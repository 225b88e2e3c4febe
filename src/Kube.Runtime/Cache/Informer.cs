using System.Collections.Immutable;

using Kube.Model;

using Microsoft.Extensions.Logging;

namespace Kube.Runtime;

/// <summary>A live copy of a kind, or of a part of it, in memory.</summary>
/// <remarks>
/// <para>Guarantees: handlers see every difference between two states of the store, in order, one at a time, and a late handler first sees
/// all that is there; a deletion during a gap is found by the next list. A handler runs before readers are told of a later change.</para>
/// <para>Caveat: handlers must not block and must not add handlers; they enqueue keys.</para>
/// </remarks>
public sealed class Informer<T>(
    KubeClient client, ResourceType<T> type, ListOptions options, TimeProvider time, ILogger logger, WatchOptions? limits = null)
    : IInformer
    where T : class, IKubeObject
{
    private readonly Lock gate = new();
    private readonly TaskCompletionSource synced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ImmutableArray<Action<Change<T>>> handlers = [];
    private volatile Exception? lastError;

    ResourceType IInformer.Resource => Resource;

    public ResourceType<T> Resource { get; } = type;

    public ListOptions Options { get; } = options;

    public Store<T> Store { get; } = new();

    public Task Synced => synced.Task;

    /// <summary>Why the last request failed; null when it did not.</summary>
    public Exception? LastError
    {
        get => lastError;
        internal set => lastError = value;
    }

    /// <summary>Adds an index: a value of each object by which it will be found.</summary>
    public Informer<T> Index(string name, Func<T, string> valueOf)
    {
        lock (gate)
        {
            Store.AddIndex(name, valueOf);
        }

        return this;
    }

    /// <summary>Calls the handler for what is there and for each change, until <paramref name="until"/> is cancelled.</summary>
    public void AddHandler(Action<Change<T>> handler, CancellationToken until = default)
    {
        lock (gate)
        {
            handlers = handlers.Add(handler);
            foreach (var item in Store.All())
            {
                handler(new Change<T>(null, item));
            }
        }

        until.UnsafeRegister(_ => RemoveHandler(handler), null);
    }

    /// <summary>Runs until cancelled; throws for nothing but a bug.</summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        new Reflector<T>(client, this, limits ?? WatchOptions.Default, time, logger).RunAsync(cancellationToken);

    string? IInformer.Version => Store.Snapshot.Version;

    ObjectMeta? IInformer.FindMetadata(ObjectKey key) => Store.Find(key)?.Metadata;

    IEnumerable<ObjectMeta> IInformer.AllMetadata() => Store.Snapshot.Items.Values.Select(item => item.Metadata);

    /// <summary>A complete list arrived: what is neither in it nor in <paramref name="broken"/> is gone.</summary>
    internal void Replace(ImmutableArray<T> items, ImmutableArray<ObjectKey?> broken, string version)
    {
        lock (gate)
        {
            foreach (var change in Store.Replace(items, broken, version))
            {
                Tell(change);
            }
        }

        LastError = null;
        synced.TrySetResult();
    }

    internal void Apply(WatchEvent<T> change)
    {
        lock (gate)
        {
            if (Store.Apply(change) is { } one)
            {
                Tell(one);
            }
        }

        LastError = null;
    }

    private void RemoveHandler(Action<Change<T>> handler)
    {
        lock (gate)
        {
            handlers = handlers.Remove(handler);
        }
    }

    private void Tell(Change<T> change)
    {
        foreach (var handler in handlers)
        {
            handler(change);
        }
    }
}
