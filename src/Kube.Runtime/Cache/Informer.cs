using System.Collections.Concurrent;
using System.Collections.Immutable;

using Kube.Model;

using Microsoft.Extensions.Logging;

namespace Kube.Runtime;

/// <summary>A live copy of a kind, or of a part of it, in memory.</summary>
/// <remarks>
/// <para>Guarantees: handlers see every difference between two states of the store, in order, one at a time, and a late handler first sees all
/// that is there; a deletion during a gap is found by the next list. A handler runs before readers are told of a later change.</para>
/// <para>Caveat: handlers must not block and must not add handlers; they enqueue keys.</para>
/// </remarks>
public sealed class Informer<T> : IInformer, IReflectorSink<T>
    where T : class, IKubeObject
{
    private readonly Lock gate = new();
    private readonly TaskCompletionSource synced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<string, Func<T, IEnumerable<string>>> indexes = new(StringComparer.Ordinal);
    private readonly Func<Informer<T>, Reflector<T>> reflector;
    private readonly Lazy<Store<T>> store;
    private ImmutableArray<Action<Change<T>>> handlers = [];
    private volatile Exception? lastError;

    public Informer(KubeClient client, ResourceType<T> type, ListOptions options, TimeProvider time, ILogger logger, WatchOptions? limits = null)
    {
        (Resource, Options) = (type, options);
        indexes[OwnerIndex] = Owners;
        store = new Lazy<Store<T>>(() => new Store<T>(indexes));
        reflector = self => new Reflector<T>(client, type, options, limits ?? WatchOptions.Default, self, time, logger);
    }

    /// <summary>Name of the built-in index by uid of the controlling owner.</summary>
    public const string OwnerIndex = "owner";

    ResourceType IInformer.Resource => Resource;

    public ResourceType<T> Resource { get; }

    public ListOptions Options { get; }

    /// <summary>The objects. Indexes are fixed by the first use.</summary>
    public Store<T> Store => store.Value;

    public bool HasSynced => synced.Task.IsCompleted;

    /// <summary>Why the last request failed; null when it did not.</summary>
    public Exception? LastError => lastError;

    /// <summary>Adds an index: values of an object by which it will be found.</summary>
    /// <exception cref="InvalidOperationException">The store is already in use.</exception>
    public Informer<T> Index(string name, Func<T, IEnumerable<string>> values)
    {
        if (store.IsValueCreated)
        {
            throw new InvalidOperationException($"the index '{name}' of {Resource} comes too late");
        }

        indexes[name] = values;
        return this;
    }

    /// <summary>Calls <paramref name="handler"/> for what is there and for each change until <paramref name="until"/> is cancelled.</summary>
    public void AddHandler(Action<Change<T>> handler, CancellationToken until = default)
    {
        until.UnsafeRegister(_ => RemoveHandler(handler), null);
        lock (gate)
        {
            handlers = handlers.Add(handler);
            if (store.IsValueCreated)
            {
                foreach (var item in Store.All())
                {
                    handler(new Change<T>(null, item));
                }
            }
        }
    }

    private void RemoveHandler(Action<Change<T>> handler)
    {
        lock (gate)
        {
            handlers = handlers.Remove(handler);
        }
    }

    public Task WaitForSyncAsync(CancellationToken cancellationToken) => synced.Task.WaitAsync(cancellationToken);

    /// <summary>Runs until cancelled; throws for nothing but a bug.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => reflector(this).RunAsync(cancellationToken);

    string? IInformer.Version => Store.Snapshot.Version;

    ObjectMeta? IInformer.FindMetadata(ObjectKey key) => Store.Find(key)?.Metadata;

    IEnumerable<ObjectMeta> IInformer.OwnedBy(string uid) => Store.ByIndex(OwnerIndex, uid).Select(item => item.Metadata);

    IEnumerable<ObjectMeta> IInformer.AllMetadata() => Store.Snapshot.Items.Values.Select(item => item.Metadata);

    void IReflectorSink<T>.Replace(ImmutableArray<T> items, ImmutableArray<ObjectKey?> broken, string version)
    {
        lock (gate)
        {
            foreach (var change in Store.Replace(items, broken, version))
            {
                Tell(change);
            }
        }

        synced.TrySetResult();
    }

    void IReflectorSink<T>.Apply(WatchEvent<T> change)
    {
        lock (gate)
        {
            if (Store.Apply(change) is { } one)
            {
                Tell(one);
            }
        }
    }

    void IReflectorSink<T>.Report(Exception? error) => lastError = error;

    private void Tell(Change<T> change)
    {
        foreach (var handler in handlers)
        {
            handler(change);
        }
    }

    private static IEnumerable<string> Owners(T item) =>
        item.Metadata.OwnerReferences.Where(owner => owner.Controller == true).Select(owner => owner.Uid);
}
