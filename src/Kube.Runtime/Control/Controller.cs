using System.Collections.Concurrent;
using System.Diagnostics;

using Kube.Model;

using Microsoft.Extensions.Logging;

using static Kube.Runtime.Telemetry;

namespace Kube.Runtime;

/// <summary>Workers that take keys, load the cached object, and reconcile it under a time limit.</summary>
public sealed class Controller<T> : IDisposable
    where T : class, IKubeObject
{
    private readonly Informer<T> source;
    private readonly IReconciler<T> reconciler;
    private readonly ControllerLimits limits;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly WorkQueue<ObjectKey> queue;
    private readonly ConcurrentDictionary<ObjectKey, ActivityContext> triggers = new();
    private readonly ReconcileMetrics metrics;

    internal Controller(string name, Informer<T> source, IReconciler<T> reconciler, ControllerLimits limits, TimeProvider time, ILogger logger)
    {
        (Name, this.source, this.reconciler, this.limits, this.time, this.logger) = (name, source, reconciler, limits, time, logger);
        queue = new WorkQueue<ObjectKey>(name, time);
        metrics = new ReconcileMetrics(name, limits.Workers, time);
    }

    public string Name { get; }

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
        RuntimeLog.ControllerStarting(logger, Name, limits.Workers);
        await using var stop = cancellationToken.UnsafeRegister(static queue => ((WorkQueue<ObjectKey>)queue!).ShutDown(), queue);
        await Task.WhenAll(Enumerable.Range(0, limits.Workers).Select(_ => WorkAsync(cancellationToken)).Append(ResyncAsync(cancellationToken)));
    }

    public void Dispose()
    {
        queue.Dispose();
        metrics.Dispose();
    }

    /// <summary>The net under bugs not yet known: now and then everything is looked at again.</summary>
    private async Task ResyncAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(limits.Resync + Jitter.Between(TimeSpan.Zero, limits.Resync / 10), time, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            foreach (var key in source.Store.Snapshot.Items.Keys)
            {
                queue.Add(key);
            }
        }
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        while (await queue.TakeAsync(CancellationToken.None) is { } held)
        {
            try
            {
                await ProcessAsync(held.Key, cancellationToken);
            }
            finally
            {
                queue.Done(held);
            }
        }
    }

    private async Task ProcessAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid().ToString();
        triggers.TryRemove(key, out var trigger);
        using var scope = logger.BeginScope(ReconcileScope.Of(Name, source.Resource, key, id));
        using var activity = StartActivity(key, id, trigger);
        using var running = metrics.Start();
        using var deadline = new CancellationTokenSource(limits.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            var outcome = await ReconcileAsync(key, id, either.Token);
            Settle(key, outcome, activity);
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

    private async ValueTask<Outcome> ReconcileAsync(ObjectKey key, string id, CancellationToken cancellationToken)
    {
        if (source.Store.Find(key) is { } value)
        {
            return await reconciler.ReconcileAsync(value, new ReconcileContext(key, id, queue.Failures(key)), cancellationToken);
        }

        await reconciler.DeletedAsync(key, cancellationToken);
        return Outcome.Done;
    }

    private void Settle(ObjectKey key, Outcome outcome, Activity? activity)
    {
        queue.Forget(key);
        switch (outcome)
        {
            case Outcome.Again again:
                queue.AddAfter(key, again.Delay);
                metrics.Count("requeue_after");
                break;
            case Outcome.Terminal terminal:
                metrics.Count("error");
                TerminalErrors.Add(1, Tag("controller", Name));
                RuntimeLog.Stalled(logger, Name, key, terminal.Reason, terminal.Message);
                break;
            default:
                metrics.Count("success");
                break;
        }

        activity?.SetTag("outcome", outcome.GetType().Name);
    }

    private void Fail(ObjectKey key, Exception error, bool timedOut, Activity? activity)
    {
        var delay = queue.AddAfterFailure(key, ClusterTrouble.RetryAfter(error));
        metrics.Count("error");
        ReconcileErrors.Add(1, Tag("controller", Name));
        if (timedOut)
        {
            ReconcileTimeouts.Add(1, Tag("controller", Name));
        }

        activity?.SetStatus(ActivityStatusCode.Error, error.GetType().Name);
        activity?.SetTag("outcome", timedOut ? "timeout" : "error");
        if (error is ApiException { IsConflict: true })
        {
            RuntimeLog.ReconcileAgain(logger, Name, key, delay, error.Message);
        }
        else
        {
            RuntimeLog.ReconcileFailed(logger, error, Name, key, delay);
        }
    }

    private Activity? StartActivity(ObjectKey key, string id, ActivityContext trigger)
    {
        ActivityLink[] links = trigger == default ? [] : [new ActivityLink(trigger)];
        var activity = Source.StartActivity("reconcile", ActivityKind.Internal, default(ActivityContext), null, links);
        activity?.SetTag("controller", Name);
        activity?.SetTag("k8s.namespace.name", key.Namespace);
        activity?.SetTag("k8s.object.kind", source.Resource.Kind);
        activity?.SetTag("k8s.object.name", key.Name);
        activity?.SetTag("reconcile.id", id);
        return activity;
    }
}
