using System.Collections.Immutable;

using Kube.Model;

using Microsoft.Extensions.Logging;

using static Kube.Runtime.Telemetry;

namespace Kube.Runtime;

/// <summary>What a reflector tells, in order, from one task.</summary>
internal interface IReflectorSink<T>
    where T : class, IKubeObject
{
    /// <summary>A complete list: what is neither in it nor in <paramref name="broken"/> is gone.</summary>
    void Replace(ImmutableArray<T> items, ImmutableArray<ObjectKey?> broken, string version);

    void Apply(WatchEvent<T> change);

    /// <summary>A request failed; null when one succeeded.</summary>
    void Report(Exception? error);
}

/// <summary>Mirrors a list by list and watch, for ever: the shell around <see cref="ReflectorStep"/>.</summary>
internal sealed class Reflector<T>(
    KubeClient client, ResourceType<T> type, ListOptions options, WatchOptions limits, IReflectorSink<T> sink, TimeProvider time, ILogger logger)
    where T : class, IKubeObject
{
    private readonly ReflectorBackoff backoff = new(time, Jitter.Next);
    private readonly ImmutableArray<T>.Builder items = ImmutableArray.CreateBuilder<T>();
    private readonly ImmutableArray<ObjectKey?>.Builder broken = ImmutableArray.CreateBuilder<ObjectKey?>();
    private ReflectorState state = ReflectorState.Start;
    private TimeSpan atLeast;

    /// <summary>Returns only by cancellation.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            atLeast = TimeSpan.Zero;
            var pause = await OnceAsync(cancellationToken);
            if (pause != Pause.None)
            {
                var wait = backoff.Next(pause);
                await Task.Delay(wait > atLeast ? wait : atLeast, time, cancellationToken);
            }
        }
    }

    private async Task<Pause> OnceAsync(CancellationToken cancellationToken)
    {
        try
        {
            return state switch
            {
                ReflectorState.Listing listing => await ListAsync(listing, cancellationToken),
                ReflectorState.Watching watching => await WatchAsync(watching, cancellationToken),
                _ => throw new InvalidOperationException("unknown state"),
            };
        }
        catch (WatchIdleException error)
        {
            RuntimeLog.WatchIdle(logger, type, error.Message);
            return Take(error is WatchSilentException ? new ReflectorInput.Failed(NeedsRelist: true) : new ReflectorInput.Closed());
        }
        catch (Exception error) when (ClusterTrouble.Is(error))
        {
            atLeast = ClusterTrouble.RetryAfter(error);
            var relist = error is ApiException { NeedsRelist: true };
            if (!relist)
            {
                Complain(error);
            }

            return Take(new ReflectorInput.Failed(relist));
        }
    }

    private async Task<Pause> ListAsync(ReflectorState.Listing listing, CancellationToken cancellationToken)
    {
        var page = await client.ListPageAsync(type, options, listing.Continue, cancellationToken);
        items.AddRange(page.Items);
        broken.AddRange(page.Broken);
        return Take(new ReflectorInput.Page(page.Version, page.Continue));
    }

    private async Task<Pause> WatchAsync(ReflectorState.Watching watching, CancellationToken cancellationToken)
    {
        await foreach (var change in client.WatchAsync(type, options, watching.Version, limits, cancellationToken))
        {
            WatchEvents.Add(1, Tag("resource", type.ToString()), Tag("type", change.GetType().Name));
            if (change is WatchEvent<T>.Broken bad)
            {
                Quarantine(bad.Metadata?.Key);
            }

            sink.Apply(change);
            sink.Report(null);
            Take(new ReflectorInput.Advanced(change.Version));
        }

        sink.Report(null);
        return Take(new ReflectorInput.Closed());
    }

    private Pause Take(ReflectorInput input)
    {
        var step = ReflectorStep.Next(state, input);
        if (step.Commit)
        {
            Commit((ReflectorState.Watching)step.State);
        }

        if (step.DropPages || step.Commit)
        {
            items.Clear();
            broken.Clear();
        }

        state = step.State;
        return step.Pause;
    }

    private void Commit(ReflectorState.Watching watching)
    {
        foreach (var key in broken)
        {
            Quarantine(key);
        }

        sink.Replace(items.ToImmutable(), broken.ToImmutable(), watching.Version);
        sink.Report(null);
        Relists.Add(1, Tag("resource", type.ToString()));
        RuntimeLog.Listed(logger, type, items.Count, watching.Version);
    }

    private void Quarantine(ObjectKey? key)
    {
        Quarantined.Add(1, Tag("resource", type.ToString()));
        RuntimeLog.Undecodable(logger, type, key);
    }

    private void Complain(Exception error)
    {
        var verb = state is ReflectorState.Listing ? "list" : "watch";
        var reason = error is ApiException api ? api.Code.ToString() : error.GetType().Name;
        InformerErrors.Add(1, Tag("resource", type.ToString()), Tag("verb", verb), Tag("reason", reason));
        RuntimeLog.ReflectorFailed(logger, verb, type, options.Namespace ?? "*", error.Message);
        sink.Report(error);
    }
}
