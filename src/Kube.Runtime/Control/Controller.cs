using System.Collections.Concurrent;
using System.Diagnostics;

using Kube.Model;

using Microsoft.Extensions.Logging;

using static Kube.Runtime.Telemetry;

namespace Kube.Runtime;

/// <summary>Workers that take keys, load the cached object, and reconcile it under a time limit.</summary>
internal sealed class Controller<T>(
    string name, Informer<T> source, IReconciler<T> reconciler, int workers, TimeProvider time, ILogger logger) : IDisposable
    where T : class, IKubeObject
{
    private static readonly TimeSpan ReconcileLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Resync = TimeSpan.FromHours(10);

    private readonly WorkQueue queue = new(name, time);
    private readonly ConcurrentDictionary<ObjectKey, ActivityContext> triggers = new();
    private readonly KeyValuePair<string, object?> controller = Tag("controller", name);

    /// <summary>Asks for a reconcile; if a span is current, the reconcile's span will link to it.</summary>
    public void Enqueue(ObjectKey key)
    {
        if (Activity.Current is { } cause)
        {
            triggers[key] = cause.Context;
        }

        queue.Add(key);
    }

    /// <summary>Reconciles until cancelled, then ends when the reconciles in flight have.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        RuntimeLog.ControllerStarting(logger, name, workers);
        await using var stop = cancellationToken.UnsafeRegister(static queue => ((WorkQueue)queue!).ShutDown(), queue);
        StartMetrics();
        try
        {
            var loops = Enumerable.Range(0, workers).Select(_ => WorkAsync(cancellationToken));
            await Task.WhenAll(loops.Append(ResyncAsync(cancellationToken)));
        }
        finally
        {
            MaxConcurrent.Add(-workers, controller);
        }
    }

    public void Dispose() => queue.Dispose();

    /// <summary>All label sets are present from the start, so that rates exist; also those that stay zero here.</summary>
    private void StartMetrics()
    {
        foreach (var result in (string[])["success", "error", "requeue", "requeue_after"])
        {
            Reconciles.Add(0, controller, Tag("result", result));
        }

        ReconcileErrors.Add(0, controller);
        TerminalErrors.Add(0, controller);
        ReconcileTimeouts.Add(0, controller);
        ActiveWorkers.Add(0, controller);
        MaxConcurrent.Add(workers, controller);
    }

    /// <summary>The net under bugs not yet known: now and then everything is looked at again.</summary>
    private async Task ResyncAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(Jitter.Between(Resync, Resync * 1.1), time, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var key in source.Store.Snapshot.Items.Keys)
            {
                queue.Add(key);
            }
        }
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        while (await queue.TakeAsync() is { } key)
        {
            var started = time.GetTimestamp();
            ActiveWorkers.Add(1, controller);
            try
            {
                await ProcessAsync(key, cancellationToken);
            }
            finally
            {
                ActiveWorkers.Add(-1, controller);
                ReconcileDuration.Record(time.GetElapsedTime(started).TotalSeconds, controller);
                queue.Done(key);
            }
        }
    }

    private async Task ProcessAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid().ToString();
        triggers.TryRemove(key, out var trigger);
        using var scope = logger.BeginScope(Scope(key, id));
        using var activity = StartActivity(key, id, trigger);
        using var deadline = new CancellationTokenSource(ReconcileLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            Settle(key, await ReconcileAsync(key, either.Token), activity);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            activity?.SetTag("outcome", "cancelled");
        }
        catch (Exception error)
        {
            Fail(key, error, deadline.IsCancellationRequested, activity);
        }
    }

    private async ValueTask<Outcome> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (source.Store.Find(key) is { } value)
        {
            return await reconciler.ReconcileAsync(value, cancellationToken);
        }

        await reconciler.DeletedAsync(key, cancellationToken);
        return Outcome.Done;
    }

    private void Settle(ObjectKey key, Outcome outcome, Activity? activity)
    {
        queue.Forget(key);
        if (outcome.Delay is { } delay)
        {
            queue.AddAfter(key, delay);
        }

        var result = outcome.Delay is null ? "success" : "requeue_after";
        Reconciles.Add(1, controller, Tag("result", result));
        activity?.SetTag("outcome", result);
    }

    private void Fail(ObjectKey key, Exception error, bool timedOut, Activity? activity)
    {
        var delay = queue.AddAfterFailure(key, ClusterTrouble.RetryAfter(error));
        Reconciles.Add(1, controller, Tag("result", "error"));
        ReconcileErrors.Add(1, controller);
        if (timedOut)
        {
            ReconcileTimeouts.Add(1, controller);
        }

        activity?.SetStatus(ActivityStatusCode.Error, error.GetType().Name);
        activity?.SetTag("outcome", timedOut ? "timeout" : "error");
        if (error is ApiException { IsConflict: true })
        {
            RuntimeLog.ReconcileAgain(logger, name, key, delay, error.Message);
        }
        else
        {
            RuntimeLog.ReconcileFailed(logger, error, name, key, delay);
        }
    }

    private Activity? StartActivity(ObjectKey key, string id, ActivityContext trigger)
    {
        ActivityLink[] links = trigger == default ? [] : [new ActivityLink(trigger)];
        KeyValuePair<string, object?>[] tags =
        [
            controller,
            Tag("k8s.namespace.name", key.Namespace),
            Tag("k8s.object.kind", source.Resource.Kind),
            Tag("k8s.object.name", key.Name),
            Tag("reconcile.id", id),
        ];
        return Source.StartActivity("reconcile", ActivityKind.Internal, default(ActivityContext), tags, links);
    }

    /// <summary>The log scope, with controller-runtime's keys.</summary>
    private KeyValuePair<string, object?>[] Scope(ObjectKey key, string id) =>
    [
        controller,
        Tag("controllerGroup", source.Resource.Group),
        Tag("controllerKind", source.Resource.Kind),
        Tag("namespace", key.Namespace),
        Tag("name", key.Name),
        Tag("reconcileID", id),
    ];
}
