using System.Collections.Immutable;

using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Kube.Runtime;

/// <summary>The parts of an operator.</summary>
public sealed record OperatorParts
{
    /// <summary>Probes, metrics, status page: first up, last down.</summary>
    public required WebApplication Probes { get; init; }

    /// <summary>Admission; null when there is none.</summary>
    public WebApplication? Webhooks { get; init; }

    public required InformerSet Informers { get; init; }

    public required HealthState Health { get; init; }

    /// <summary>Null: this process always leads, as in the sandbox.</summary>
    public LeaderElector? Elector { get; init; }

    /// <summary>Loops that run on every replica, such as the serving certificate and the event recorder.</summary>
    public ImmutableArray<(string Name, Func<CancellationToken, Task> Run)> Everywhere { get; init; } = [];

    /// <summary>Loops that run on the leader, such as controllers; the leadership is null when there is no elector.</summary>
    public ImmutableArray<(string Name, Func<Leadership?, CancellationToken, Task> Run)> Leading { get; init; } = [];

    /// <summary>How long the caches may take to fill.</summary>
    public TimeSpan SyncLimit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long webhooks go on answering after the process was told to stop: endpoints take time to forget it.</summary>
    public TimeSpan WebhookLinger { get; init; } = TimeSpan.FromSeconds(10);
}

/// <summary>Starts the parts in the one right order, and stops them in reverse.</summary>
/// <remarks>
/// <para>Start: probes; caches and loops of every replica; webhooks; then, when caches are filled, leadership; then controllers. Stop: not ready;
/// controllers end and the Lease is released while webhooks linger; then caches, webhooks, probes.</para>
/// <para>Guarantee: a loop that fails, or ends before it was told to, stops the process with its error. Nothing dies silently.</para>
/// </remarks>
public sealed class OperatorHost(OperatorParts parts, TimeProvider time, ILogger<OperatorHost> logger)
{
    private volatile bool stopping;

    /// <summary>Returns after an orderly stop.</summary>
    /// <exception cref="InvalidOperationException">A loop failed; the inner exception says why.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        parts.Health.AddReady("stopping", () => stopping ? "the process is stopping" : null);
        parts.Health.AddReady("caches", () => parts.Informers.Missing() is { IsEmpty: false } missing ? InformerSet.Describe(missing) : null);
        using var background = new CancellationTokenSource();
        using var foreground = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await parts.Probes.StartAsync(cancellationToken);
        RuntimeLog.Step(logger, $"Probes and metrics at {parts.Probes.Address()}");
        var loops = parts.Everywhere.Add(("caches", parts.Informers.RunAsync))
            .Select(loop => ObserveAsync(loop.Name, loop.Run, background, foreground)).ToList();
        try
        {
            if (parts.Webhooks is { } webhooks)
            {
                await webhooks.StartAsync(cancellationToken);
                RuntimeLog.Step(logger, $"Webhooks at {webhooks.Address()}");
            }

            await LeadAsync(foreground.Token);
        }
        catch (OperationCanceledException) when (foreground.IsCancellationRequested)
        {
        }
        finally
        {
            await StopAsync(background);
        }

        await Task.WhenAll(loops);
    }

    private async Task LeadAsync(CancellationToken stop)
    {
        await parts.Informers.WaitForSyncAsync(parts.SyncLimit, stop);
        RuntimeLog.Step(logger, "Caches are filled");
        using var lingering = new CancellationTokenSource();
        var linger = LingerAsync(stop, lingering.Token);
        try
        {
            await (parts.Elector is { } elector ? elector.RunAsync(leadership => WorkAsync(leadership, leadership.Token), stop) : WorkAsync(null, stop));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            await lingering.CancelAsync();
            throw;
        }
        finally
        {
            await linger;
        }
    }

    /// <summary>After the stop, webhooks go on for a while; that time and the end of the work overlap.</summary>
    private async Task LingerAsync(CancellationToken stop, CancellationToken skip)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, skip);
        await Task.Delay(Timeout.InfiniteTimeSpan, time, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping = true;
        if (parts.Webhooks is not null && !skip.IsCancellationRequested)
        {
            await Task.Delay(parts.WebhookLinger, time, skip).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WorkAsync(Leadership? leadership, CancellationToken token)
    {
        using var own = CancellationTokenSource.CreateLinkedTokenSource(token);
        await Task.WhenAll(parts.Leading.Select(loop => ObserveAsync(loop.Name, stop => loop.Run(leadership, stop), own, own)));
    }

    /// <summary>Runs a loop until <paramref name="life"/> ends; if the loop ends by itself, <paramref name="others"/> is cancelled and the error thrown.</summary>
    private async Task ObserveAsync(string name, Func<CancellationToken, Task> run, CancellationTokenSource life, CancellationTokenSource others)
    {
        try
        {
            await Task.Yield();
            await run(life.Token);
            if (!life.IsCancellationRequested)
            {
                throw new InvalidOperationException($"'{name}' ended although nobody told it to");
            }
        }
        catch (OperationCanceledException) when (life.IsCancellationRequested)
        {
        }
        catch (Exception error)
        {
            RuntimeLog.TaskFailed(logger, error, name);
            await others.CancelAsync();
            throw new InvalidOperationException($"the background task '{name}' failed", error);
        }
    }

    private async Task StopAsync(CancellationTokenSource background)
    {
        stopping = true;
        await background.CancelAsync();
        if (parts.Webhooks is { } webhooks)
        {
            await webhooks.StopAsync(CancellationToken.None);
        }

        await parts.Probes.StopAsync(CancellationToken.None);
        RuntimeLog.Step(logger, "Stopped");
    }
}
