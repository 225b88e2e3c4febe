using System.Collections.Immutable;

using Kube.Model;

using Microsoft.Extensions.Logging;

namespace Kube.Runtime;

/// <summary>A cache did not fill in time. The message names each kind and why.</summary>
public sealed class CacheSyncException(string message) : Exception(message);

/// <summary>Informers, shared: the same kind, record and selection is watched once.</summary>
public sealed class InformerSet(KubeClient client, TimeProvider time, ILoggerFactory loggers, WatchOptions? limits = null)
{
    private readonly Lock gate = new();
    private readonly Dictionary<(Type, ResourceType, ListOptions), IInformer> informers = [];
    private readonly TaskCompletionSource fault = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationToken? running;

    /// <summary>The informer; one asked for while the set runs starts at once.</summary>
    public Informer<T> Get<T>(ResourceType<T> type, ListOptions? options = null)
        where T : class, IKubeObject
    {
        lock (gate)
        {
            var key = (typeof(T), (ResourceType)type, options ?? ListOptions.All);
            if (informers.TryGetValue(key, out var known))
            {
                return (Informer<T>)known;
            }

            var logger = loggers.CreateLogger($"{Telemetry.Name}.Cache");
            var informer = new Informer<T>(client, type, options ?? ListOptions.All, time, logger, limits);
            informers[key] = informer;
            if (running is { } token)
            {
                Start(informer, token);
            }

            return informer;
        }
    }

    /// <summary>An informer of the metadata alone: about a third of the memory, and far less on the wire.</summary>
    public Informer<ObjectMetadata> GetMetadata(ResourceType type, ListOptions? options = null) => Get(type.AsMetadata(), options);

    /// <summary>Those that have not read their first list, with the reason if one is known.</summary>
    public ImmutableArray<(ResourceType Resource, Exception? Error)> Missing()
    {
        lock (gate)
        {
            return [.. informers.Values.Where(informer => !informer.HasSynced).Select(informer => (informer.Resource, informer.LastError))];
        }
    }

    /// <summary>Runs all of them until cancelled; throws when one of them has a bug.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            running = cancellationToken;
            foreach (var informer in informers.Values)
            {
                Start(informer, cancellationToken);
            }
        }

        await fault.Task.WaitAsync(cancellationToken);
    }

    /// <exception cref="CacheSyncException">Some are not filled by then.</exception>
    public async Task WaitForSyncAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        IInformer[] all;
        lock (gate)
        {
            all = [.. informers.Values];
        }

        try
        {
            await Task.WhenAll(all.Select(informer => informer.WaitForSyncAsync(cancellationToken)))
                .WaitAsync(limit, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new CacheSyncException("caches not filled: " + Describe(Missing()));
        }
    }

    internal static string Describe(ImmutableArray<(ResourceType Resource, Exception? Error)> missing) =>
        string.Join("; ", missing.Select(one => $"{one.Resource} ({one.Error?.Message ?? "no answer yet"})"));

    private void Start(IInformer informer, CancellationToken token) => _ = ObserveAsync(informer, token);

    private async Task ObserveAsync(IInformer informer, CancellationToken token)
    {
        try
        {
            await Task.Yield();
            await informer.RunAsync(token);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
        }
        catch (Exception error)
        {
            fault.TrySetException(new InvalidOperationException($"the informer of {informer.Resource} failed", error));
        }
    }
}

/// <summary>Views of a kind.</summary>
public static class ResourceTypes
{
    /// <summary>The same kind, of which only the metadata is read.</summary>
    public static ResourceType<ObjectMetadata> AsMetadata(this ResourceType type) =>
        new(type.Group, type.Version, type.Plural, type.Kind, type.Namespaced, KubeJson.Options);
}
