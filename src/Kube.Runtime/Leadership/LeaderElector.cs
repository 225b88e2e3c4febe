using k8s.Models;

using Kube.Model;

using Microsoft.Extensions.Logging;

using static Kube.Runtime.Telemetry;

namespace Kube.Runtime;

/// <summary>The Lease was lost and the work did not end in time: the process must, because somebody else may lead by now.</summary>
public sealed class LeadershipLostException() : Exception("the lease was lost");

/// <summary>Takes the Lease, runs work while it holds, and hands it over.</summary>
/// <remarks>
/// <para>Expected flow: try every retry period until the Lease is ours; run the work; renew every retry period; on stop let the work end,
/// then release. After a loss let the work end, and try again: an API server that can't be reached for a while restarts nothing.</para>
/// <para>Guarantees: a single failed renewal is no loss; after the renew deadline no guarded write begins; the Lease is released only when
/// no work is left. After a loss the work has what others wait longer than us (lease duration minus renew deadline) to end.</para>
/// <para>Caveat: who waits for the Lease honours <c>Retry-After</c>; who holds it renews every retry period regardless, a handful of
/// requests, because otherwise it would lose it.</para>
/// </remarks>
public sealed class LeaderElector(ApiTransport transport, LeaderElectionOptions options, TimeProvider time, ILogger<LeaderElector> logger)
{
    private readonly LeaseClient leases = new(transport, new ObjectKey(options.Namespace, options.Name), options.RenewDeadline / 2);
    private Election election = new(options.Identity, options.LeaseDuration);
    private V1Lease? held;

    /// <summary>Returns when <paramref name="cancellationToken"/> stopped it and the work has ended.</summary>
    /// <param name="work">Runs once for each time that the Lease is ours.</param>
    /// <exception cref="LeadershipLostException">The Lease could not be renewed in time, or was taken, and the work did not end.</exception>
    public async Task RunAsync(Func<Leadership, Task> work, CancellationToken cancellationToken)
    {
        var status = Tag("name", options.Name);
        LeaderStatus.Add(0, status);
        do
        {
            var acquired = await AcquireAsync(cancellationToken);
            RuntimeLog.Leading(logger, options.Namespace, options.Name, options.Identity);
            LeaderStatus.Add(1, status);
            try
            {
                await LeadAsync(work, acquired, cancellationToken);
            }
            finally
            {
                LeaderStatus.Add(-1, status);
            }
        }
        while (!cancellationToken.IsCancellationRequested);
    }

    private async Task LeadAsync(Func<Leadership, Task> work, long acquired, CancellationToken cancellationToken)
    {
        using var leadership = new Leadership(time, options.RenewDeadline, acquired);
        using var ended = new CancellationTokenSource();
        await using var stop = cancellationToken.UnsafeRegister(static state => ((Leadership)state!).Stop(), leadership);
        var renewing = RenewAsync(leadership, ended.Token);
        var working = work(leadership);
        var drained = await EndAsync(working, leadership);
        await ended.CancelAsync();
        await renewing;
        if (drained && !leadership.IsLost)
        {
            await ReleaseAsync();
        }

        if (leadership.IsLost)
        {
            RuntimeLog.LeaseLost(logger, options.Namespace, options.Name);
            if (!drained)
            {
                throw new LeadershipLostException();
            }
        }

        if (drained)
        {
            await working;
        }
    }

    /// <summary>Waits for the work; once it is told to end, only so long. True when it has.</summary>
    private async Task<bool> EndAsync(Task working, Leadership leadership)
    {
        var told = Task.Delay(Timeout.InfiniteTimeSpan, time, leadership.Token);
        await Task.WhenAny(working, told);
        if (!working.IsCompleted)
        {
            var limit = leadership.IsLost ? options.LeaseDuration - options.RenewDeadline : options.DrainLimit;
            await Task.WhenAny(working, Task.Delay(limit, time, CancellationToken.None));
        }

        return working.IsCompleted;
    }

    /// <returns>When the successful attempt began.</returns>
    private async Task<long> AcquireAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var wait = options.RetryPeriod * (1 + (Jitter.Next() * 0.2));
            try
            {
                var lease = await leases.FindAsync(cancellationToken);
                var now = time.GetElapsedTime(0);
                election = election.Observe(lease?.Spec, now);
                var move = election.Move(lease, now);
                if (move != ElectionMove.Wait)
                {
                    var started = time.GetTimestamp();
                    var spec = election.Taken(lease?.Spec, time.GetUtcNow());
                    held = move == ElectionMove.Create
                        ? await leases.CreateAsync(spec, cancellationToken)
                        : await leases.ReplaceAsync(lease!, spec, cancellationToken);
                    return started;
                }
            }
            catch (Exception error) when (ClusterTrouble.Is(error))
            {
                wait = TimeSpan.FromTicks(Math.Max(wait.Ticks, ClusterTrouble.RetryAfter(error).Ticks));
                if (error is not ApiException { Code: 409 })
                {
                    RuntimeLog.LeaseTrouble(logger, options.Namespace, options.Name, error.Message);
                }
            }

            await Task.Delay(wait, time, cancellationToken);
        }
    }

    private async Task RenewAsync(Leadership leadership, CancellationToken ended)
    {
        while (!leadership.IsLost)
        {
            await Task.Delay(options.RetryPeriod, time, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ended.IsCancellationRequested)
            {
                return;
            }

            try
            {
                var started = time.GetTimestamp();
                held = await leases.ReplaceAsync(held!, election.Taken(held!.Spec, time.GetUtcNow()), ended);
                leadership.Renewed(started);
            }
            catch (Exception error) when (ClusterTrouble.Is(error) || ended.IsCancellationRequested)
            {
                await ReviewAsync(leadership, error, ended);
            }
        }
    }

    /// <summary>A conflict may be our own renewal whose answer got lost, or somebody who took the Lease.</summary>
    private async Task ReviewAsync(Leadership leadership, Exception error, CancellationToken ended)
    {
        if (ended.IsCancellationRequested)
        {
            return;
        }

        RuntimeLog.LeaseTrouble(logger, options.Namespace, options.Name, error.Message);
        if (error is not ApiException { Code: 404 or 409 })
        {
            return;
        }

        try
        {
            held = await leases.FindAsync(ended);
            if (held?.Spec?.HolderIdentity != options.Identity)
            {
                leadership.Lose();
            }
        }
        catch (Exception again) when (ClusterTrouble.Is(again) || ended.IsCancellationRequested)
        {
        }
    }

    /// <summary>Best effort: what is not released runs out.</summary>
    private async Task ReleaseAsync()
    {
        try
        {
            var spec = held!.Spec! with { HolderIdentity = "", LeaseDurationSeconds = 1, RenewTime = time.GetUtcNow().UtcDateTime };
            await leases.ReplaceAsync(held, spec, CancellationToken.None);
            RuntimeLog.LeaseReleased(logger, options.Namespace, options.Name);
        }
        catch (Exception error) when (ClusterTrouble.Is(error))
        {
            RuntimeLog.LeaseTrouble(logger, options.Namespace, options.Name, error.Message);
        }
    }
}
