using System.Collections.Immutable;

using Kube.Model;

using Microsoft.Extensions.Logging;

using static Kube.Runtime.Telemetry;

namespace Kube.Runtime;

/// <summary>List, then watch, for ever. The only place that knows resource versions and what to do about them.</summary>
/// <remarks>
/// <list type="table">
/// <item><term>the list failed, wholly or half-way</term><description>list from the start, after a backoff</description></item>
/// <item><term>the watch was closed, or fell silent</term><description>watch from the last version, after a moment</description></item>
/// <item><term>the version is no longer, or not yet, served</term><description>list, after a moment</description></item>
/// <item><term>the watch failed</term><description>watch from the last version, after a backoff</description></item>
/// </list>
/// </remarks>
internal sealed class Reflector<T>(KubeClient client, Informer<T> informer, WatchOptions limits, TimeProvider time, ILogger logger)
    where T : class, IKubeObject
{
    private static readonly TimeSpan Healthy = TimeSpan.FromSeconds(120);

    private readonly ResourceType<T> type = informer.Resource;
    private string? version;
    private int failures;
    private long lastFailure;

    /// <summary>Returns only by cancellation.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(await OnceAsync(cancellationToken), time, cancellationToken);
        }
    }

    /// <summary>Lists if no version is known, then watches until that ends; how long to wait before the next time.</summary>
    private async Task<TimeSpan> OnceAsync(CancellationToken cancellationToken)
    {
        try
        {
            version ??= await ListAsync(cancellationToken);
            await WatchAsync(version, cancellationToken);
            return Moment();
        }
        catch (WatchIdleException error)
        {
            RuntimeLog.WatchIdle(logger, type, error.Message);
            version = error is WatchSilentException ? null : version;
            return Moment();
        }
        catch (Exception error) when (ClusterTrouble.Is(error))
        {
            var relist = error is ApiException { NeedsRelist: true };
            if (!relist)
            {
                Complain(error);
            }

            var wait = relist && version is not null ? Moment() : Backoff();
            version = relist ? null : version;
            return wait > ClusterTrouble.RetryAfter(error) ? wait : ClusterTrouble.RetryAfter(error);
        }
    }

    private async Task<string> ListAsync(CancellationToken cancellationToken)
    {
        var items = ImmutableArray.CreateBuilder<T>();
        var broken = ImmutableArray.CreateBuilder<ObjectKey?>();
        ListPage<T>? page = null;
        do
        {
            page = await client.ListPageAsync(type, informer.Options, page?.Continue, cancellationToken);
            items.AddRange(page.Items);
            broken.AddRange(page.Broken);
        }
        while (page.Continue is not null);

        foreach (var key in broken)
        {
            Quarantine(key);
        }

        informer.Replace(items.ToImmutable(), broken.ToImmutable(), page.Version);
        Relists.Add(1, Tag("resource", type.ToString()));
        RuntimeLog.Listed(logger, type, items.Count, page.Version);
        return page.Version;
    }

    private async Task WatchAsync(string from, CancellationToken cancellationToken)
    {
        await foreach (var change in client.WatchAsync(type, informer.Options, from, limits, cancellationToken))
        {
            WatchEvents.Add(1, Tag("resource", type.ToString()), Tag("type", change.GetType().Name));
            if (change is WatchEvent<T>.Broken bad)
            {
                Quarantine(bad.Metadata?.Key);
            }

            informer.Apply(change);
            version = change.Version ?? version;
        }

        informer.LastError = null;
    }

    private void Quarantine(ObjectKey? key)
    {
        Quarantined.Add(1, Tag("resource", type.ToString()));
        RuntimeLog.Undecodable(logger, type, key);
    }

    private void Complain(Exception error)
    {
        var verb = version is null ? "list" : "watch";
        var reason = error is ApiException api ? api.Code.ToString() : error.GetType().Name;
        InformerErrors.Add(1, Tag("resource", type.ToString()), Tag("verb", verb), Tag("reason", reason));
        RuntimeLog.ReflectorFailed(logger, verb, type, informer.Options.Namespace ?? "*", error.Message);
        informer.LastError = error;
    }

    /// <summary>So that many watches don't come back at once.</summary>
    private static TimeSpan Moment() => Jitter.Between(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(500));

    /// <summary>0.8 s doubling to 30 s, half of it jitter; short again after two minutes without failure.</summary>
    private TimeSpan Backoff()
    {
        failures = time.GetElapsedTime(lastFailure) > Healthy ? 0 : failures;
        lastFailure = time.GetTimestamp();
        var full = TimeSpan.FromSeconds(Math.Min(0.8 * (1 << Math.Min(failures++, 6)), 30));
        return Jitter.Between(full / 2, full);
    }
}
