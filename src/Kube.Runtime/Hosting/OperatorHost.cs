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
    private static readonly TimeSpan SyncLimit = TimeSpan.FromMinutes(2);

    private readonly ILookup<bool, OperatorLoop> loops = loops.ToLookup(loop => loop.OnLeader);
    private readonly CancellationTokenSource told = new();
    private Task linger = Task.CompletedTask;

    /// <summary>Ends after an orderly stop.</summary>
    /// <exception cref="InvalidOperationException">A loop failed; the inner exception says why.</exception>
    public Task Completion { get; private set; } = Task.CompletedTask;

    /// <summary>Whether it was told to stop, or has to.</summary>
    public bool IsStopping { get; private set; }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The servers listen.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        Completion = RunAsync();
        return Task.CompletedTask;
    }

    /// <summary>The servers still answer, for as long as endpoints take to forget them; that time and the end of the work
    /// overlap.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        IsStopping = true;
        linger = Task.Delay(settings.Linger, time, cancellationToken);
        await told.CancelAsync();
        await Completion.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => told.Dispose();

    private async Task RunAsync()
    {
        await Task.Yield();
        using var background = new CancellationTokenSource();
        using var foreground = CancellationTokenSource.CreateLinkedTokenSource(told.Token);
        var everywhere = loops[false].Append(new OperatorLoop("caches", informers.RunAsync))
            .Select(loop => ObserveAsync(loop, background, foreground)).ToList();
        try
        {
            await ObserveAsync(new OperatorLoop("leadership", LeadAsync), foreground, foreground);
            await linger.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            IsStopping = true;
            await background.CancelAsync();
            application.StopApplication();
        }

        await Task.WhenAll(everywhere);
        RuntimeLog.Step(logger, "Stopped");
    }

    private async Task LeadAsync(CancellationToken stop)
    {
        await informers.WaitForSyncAsync(SyncLimit, stop);
        RuntimeLog.Step(logger, "Caches are filled");
        await (elector is null ? WorkAsync(null, stop) : elector.RunAsync(leadership => WorkAsync(leadership, leadership.Token), stop));
    }

    private async Task WorkAsync(Leadership? leadership, CancellationToken token)
    {
        gate.Open(leadership);
        using var own = CancellationTokenSource.CreateLinkedTokenSource(token);
        await Task.WhenAll(loops[true].Select(loop => ObserveAsync(loop, own, own)));
    }

    /// <summary>Runs a loop until <paramref name="life"/> ends; if it ends by itself, cancels <paramref name="others"/> and
    /// throws.</summary>
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
        catch (Exception error) when (error is not LoopFailedException)
        {
            RuntimeLog.TaskFailed(logger, error, loop.Name);
            await others.CancelAsync();
            throw new LoopFailedException(loop.Name, error);
        }
    }

    /// <summary>Logged already.</summary>
    private sealed class LoopFailedException(string loop, Exception error)
        : InvalidOperationException($"the background task '{loop}' failed: {error.Message}", error);
}
