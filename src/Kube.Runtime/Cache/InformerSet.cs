using System.Collections.Concurrent;
using System.Collections.Immutable;

using Kube.Model;

using Microsoft.Extensions.Logging;

namespace Kube.Runtime;

/// <summary>A cache did not fill in time. The message names each kind and why.</summary>
public sealed class CacheSyncException(string message) : Exception(message);

/// <summary>Informers, shared: the same kind, record and selection is watched once.</summary>
public sealed class InformerSet(KubeClient client, TimeProvider time, ILoggerFactory loggers)
{
    private readonly ConcurrentDictionary<(Type, ResourceType, ListOptions), IInformer> informers = new();
    private readonly ILogger logger = loggers.CreateLogger($"{Telemetry.Name}.Cache");
    private volatile bool running;

    /// <exception cref="InvalidOperationException">A new one is asked for after the start.</exception>
    public Informer<T> Get<T>(ResourceType<T> type, ListOptions? options = null)
        where T : class, IKubeObject =>
        (Informer<T>)informers.GetOrAdd((typeof(T), type, options ?? ListOptions.All), key => running
            ? throw new InvalidOperationException($"the informer of {type} is asked for after the start")
            : new Informer<T>(client, type, key.Item3, time, logger));

    /// <summary>An informer of the metadata alone: about a third of the memory, and far less on the wire.</summary>
    public Informer<ObjectMetadata> GetMetadata(ResourceType type, ListOptions? options = null) => Get(type.AsMetadata(), options);

    /// <summary>Those that have not read their first list, with the reason if one is known.</summary>
    public ImmutableArray<(ResourceType Resource, Exception? Error)> Missing() =>
        [.. informers.Values.Where(informer => !informer.Synced.IsCompleted).Select(informer => (informer.Resource, informer.LastError))];

    /// <summary>Runs all of them until cancelled; throws when one of them has a bug.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        running = true;
        var all = informers.Values.Select(informer => informer.RunAsync(cancellationToken));
        await await Task.WhenAny(all.Append(Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken)));
    }

    /// <exception cref="CacheSyncException">Some are not filled by then.</exception>
    public async Task WaitForSyncAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(informers.Values.Select(informer => informer.Synced)).WaitAsync(limit, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new CacheSyncException("caches not filled: " + Describe(Missing()));
        }
    }

    internal static string Describe(ImmutableArray<(ResourceType Resource, Exception? Error)> missing) =>
        string.Join("; ", missing.Select(one => $"{one.Resource} ({Cause(one.Error)})"));

    /// <summary>For whoever may ask for readiness; the log has the message.</summary>
    private static string Cause(Exception? error) => error switch
    {
        null => "no answer yet",
        ApiException refusal => $"{refusal.Code} {refusal.Reason}",
        _ => error.GetType().Name,
    };
}

/// <summary>Views of a kind.</summary>
public static class ResourceTypes
{
    /// <summary>The same kind, of which only the metadata is read.</summary>
    public static ResourceType<ObjectMetadata> AsMetadata(this ResourceType type) =>
        new(type.Group, type.Version, type.Plural, type.Kind, type.Namespaced, KubeJson.Options);
}
