using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kube.Runtime;

/// <summary>Runs the loops of an operator in the one right order, and stops them in reverse.</summary>
/// <remarks>
/// <para>Start: the servers, before this; caches and loops of every replica; leadership, when caches are filled; the leader's loops.</para>
/// <para>Stop: not ready; the leader's loops end and the Lease is released while requests are still answered; then caches and other loops;
/// then the servers, after this.</para>
/// <para>Guarantee: a loop that fails, or ends before it was told to, stops the application, and <see cref="Completion"/> has its error.
/// Nothing dies silently.</para>
/// </remarks>
public sealed class OperatorHost(
    OperatorSettings settings,
    InformerSet informers,
    IEnumerable<OperatorLoop> loops,
    LeadershipGate gate,
    IHostApplicationLifetime application,
    TimeProvider time,
    ILogger<OperatorHost> logger,
    LeaderElector? elector = null) : IHostedLifecycleService, IDisposable
{
    private readonly OperatorLoop[] loops = [.. loops];
    private readonly CancellationTokenSource told = new();
    private volatile bool stopping;

    /// <summary>Ends after an orderly stop.</summary>
    /// <exception cref="InvalidOperationException">A loop failed; the inner exception says why.</exception>
    public Task Completion { get; private set; } = Task.CompletedTask;

    /// <summary>Whether it was told to stop.</summary>
    public bool IsStopping => stopping;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The servers listen.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        Completion = RunAsync();
        return Task.CompletedTask;
    }

    /// <summary>The servers still answer.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        await told.CancelAsync();
        await ((Task)Completion.WaitAsync(cancellationToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => told.Dispose();

    private async Task RunAsync()
    {
        await Task.Yield();
        using var background = new CancellationTokenSource();
        using var foreground = CancellationTokenSource.CreateLinkedTokenSource(told.Token);
        var everywhere = loops.Where(loop => !loop.OnLeader).Append(new OperatorLoop("caches", informers.RunAsync))
            .Select(loop => ObserveAsync(loop, background, foreground)).ToList();
        try
        {
            await LeadAsync(foreground.Token);
        }
        catch (OperationCanceledException) when (foreground.IsCancellationRequested)
        {
        }
        catch (Exception error)
        {
            RuntimeLog.Failed(logger, error);
            throw;
        }
        finally
        {
            stopping = true;
            await background.CancelAsync();
            application.StopApplication();
        }

        await Task.WhenAll(everywhere);
        RuntimeLog.Step(logger, "Stopped");
    }

    private async Task LeadAsync(CancellationToken stop)
    {
        await informers.WaitForSyncAsync(settings.SyncLimit, stop);
        RuntimeLog.Step(logger, "Caches are filled");
        using var lingering = new CancellationTokenSource();
        var linger = LingerAsync(stop, lingering.Token);
        try
        {
            await (elector is null ? WorkAsync(null, stop) : elector.RunAsync(leadership => WorkAsync(leadership, leadership.Token), stop));
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

    /// <summary>After the stop, requests are answered for a while; that time and the end of the work overlap.</summary>
    private async Task LingerAsync(CancellationToken stop, CancellationToken skip)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, skip);
        await Task.Delay(Timeout.InfiniteTimeSpan, time, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping = true;
        if (!skip.IsCancellationRequested)
        {
            await Task.Delay(settings.Linger, time, skip).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WorkAsync(Leadership? leadership, CancellationToken token)
    {
        gate.Open(leadership);
        using var own = CancellationTokenSource.CreateLinkedTokenSource(token);
        await Task.WhenAll(loops.Where(loop => loop.OnLeader).Select(loop => ObserveAsync(loop, own, own)));
    }

    /// <summary>Runs a loop until <paramref name="life"/> ends; if it ends by itself, cancels <paramref name="others"/> and throws.</summary>
    private async Task ObserveAsync(OperatorLoop loop, CancellationTokenSource life, CancellationTokenSource others)
    {
        try
        {
            await Task.Yield();
            await loop.Run(life.Token);
            if (!life.IsCancellationRequested)
            {
                throw new InvalidOperationException($"'{loop.Name}' ended although nobody told it to");
            }
        }
        catch (OperationCanceledException) when (life.IsCancellationRequested)
        {
        }
        catch (Exception error)
        {
            RuntimeLog.TaskFailed(logger, error, loop.Name);
            await others.CancelAsync();
            throw new InvalidOperationException($"the background task '{loop.Name}' failed", error);
        }
    }
}
