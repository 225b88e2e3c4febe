using System.Text.Json;

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
    /// <summary>How long work may take to end when the process stops; if it takes longer the Lease is not released but runs out.</summary>
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(20);

    private Election election = new(options.Identity, options.LeaseDuration);
    private V1Lease? held;

    /// <summary>Returns when <paramref name="cancellationToken"/> stopped it and the work has ended.</summary>
    /// <param name="work">Runs once for each time that the Lease is ours.</param>
    /// <exception cref="LeadershipLostException">The Lease could not be renewed in time, or was taken, and the work did not
    /// end.</exception>
    public async Task RunAsync(Func<Leadership, Task> work, CancellationToken cancellationToken)
    {
        var status = Tag("name", options.Lease.Name);
        LeaderStatus.Add(0, status);
        do
        {
            var acquired = await AcquireAsync(cancellationToken);
            RuntimeLog.Leading(logger, options.Lease, options.Identity);
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
        using var leadership = new Leadership(time, options.RenewDeadline, acquired, cancellationToken);
        using var ended = new CancellationTokenSource();
        var renewing = RenewAsync(leadership, ended.Token);
        var working = work(leadership);
        await Task.WhenAny(working, Task.Delay(Timeout.InfiniteTimeSpan, time, leadership.Token));
        var limit = leadership.IsLost ? options.LeaseDuration - options.RenewDeadline : DrainLimit;
        await Task.WhenAny(working, Task.Delay(limit, time, CancellationToken.None));
        await ended.CancelAsync();
        await renewing;
        var (lost, drained) = (leadership.IsLost, working.IsCompleted);
        if (lost)
        {
            RuntimeLog.LeaseLost(logger, options.Lease);
        }
        else if (drained)
        {
            await ReleaseAsync();
        }

        if (drained)
        {
            await working;
        }
        else if (lost)
        {
            throw new LeadershipLostException();
        }
    }

    /// <returns>When the successful attempt began.</returns>
    private async Task<long> AcquireAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var wait = options.RetryPeriod * (1 + (Jitter.Next() * 0.2));
            try
            {
                var lease = await FindAsync(cancellationToken);
                var now = time.GetElapsedTime(0);
                election = election.Observe(lease?.Spec, now);
                if (election.MayTake(lease?.Spec, now))
                {
                    var started = time.GetTimestamp();
                    held = await TakeAsync(lease, cancellationToken);
                    return started;
                }
            }
            catch (Exception error) when (ClusterTrouble.Is(error))
            {
                wait = TimeSpan.FromTicks(Math.Max(wait.Ticks, ClusterTrouble.RetryAfter(error).Ticks));
                if (error is not ApiException { Code: 409 })
                {
                    RuntimeLog.LeaseTrouble(logger, options.Lease, error.Message);
                }
            }

            await Task.Delay(wait, time, cancellationToken);
        }
    }

    private async Task RenewAsync(Leadership leadership, CancellationToken ended)
    {
        while (!leadership.IsLost)
        {
            try
            {
                await Task.Delay(options.RetryPeriod, time, ended);
                var started = time.GetTimestamp();
                if (await TryRenewAsync(ended))
                {
                    leadership.Renewed(started);
                }
                else
                {
                    leadership.Lose();
                }
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error) when (ClusterTrouble.Is(error))
            {
                RuntimeLog.LeaseTrouble(logger, options.Lease, error.Message);
            }
        }
    }

    /// <returns>Whether the Lease is still ours. A conflict may be our own renewal whose answer got lost, or somebody who took
    /// it.</returns>
    private async Task<bool> TryRenewAsync(CancellationToken cancellationToken)
    {
        try
        {
            held = await TakeAsync(held, cancellationToken);
            return true;
        }
        catch (ApiException error) when (error.Code is 404 or 409)
        {
            RuntimeLog.LeaseTrouble(logger, options.Lease, error.Message);
        }

        if (await FindAsync(cancellationToken) is not { } live || live.Spec?.HolderIdentity != options.Identity)
        {
            return false;
        }

        held = await TakeAsync(live, cancellationToken);
        return true;
    }

    /// <summary>Best effort: what is not released runs out. A renewal that was cut off may have got through, so the Lease is
    /// read.</summary>
    private async Task ReleaseAsync()
    {
        try
        {
            if (await FindAsync(CancellationToken.None) is { Spec: { } spec } live && spec.HolderIdentity == options.Identity)
            {
                var free = spec with { HolderIdentity = "", LeaseDurationSeconds = 1, RenewTime = time.GetUtcNow().UtcDateTime };
                await WriteAsync(live, free, CancellationToken.None);
                RuntimeLog.LeaseReleased(logger, options.Lease);
            }
        }
        catch (Exception error) when (ClusterTrouble.Is(error))
        {
            RuntimeLog.LeaseTrouble(logger, options.Lease, error.Message);
        }
    }

    private async Task<V1Lease?> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(Requests.Read(Kinds.Lease, options.Lease), cancellationToken);
        }
        catch (ApiException error) when (error.IsNotFound)
        {
            return null;
        }
    }

    private Task<V1Lease> TakeAsync(V1Lease? before, CancellationToken cancellationToken) =>
        WriteAsync(before, election.Taken(before?.Spec, time.GetUtcNow()), cancellationToken);

    /// <exception cref="ApiException">409 when it has changed since <paramref name="before"/>.</exception>
    private Task<V1Lease> WriteAsync(V1Lease? before, V1LeaseSpec spec, CancellationToken cancellationToken)
    {
        var metadata = before?.Metadata ?? new V1ObjectMeta { Name = options.Lease.Name, NamespaceProperty = options.Lease.Namespace };
        var lease = new V1Lease { ApiVersion = Kinds.Lease.ApiVersion, Kind = Kinds.Lease.Kind, Metadata = metadata, Spec = spec };
        var body = KubeJson.Serialize(lease, Kinds.Lease.TypeInfo);
        return SendAsync(
            before is null
                ? Requests.Create(Kinds.Lease, options.Lease.Namespace, body)
                : Requests.Replace(Kinds.Lease, options.Lease, body),
            cancellationToken);
    }

    /// <summary>Over connections of its own and with short limits, retries included: nothing else may make us lose the Lease.</summary>
    private async Task<V1Lease> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var limit = options.RenewDeadline / 2;
        using var deadline = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            var json = await transport.SendAsync(request with { Lane = Lane.Lease, Deadline = limit }, either.Token);
            return JsonSerializer.Deserialize(json, Kinds.Lease.TypeInfo) ?? throw new JsonException("no lease");
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{request.Verb} leases: no answer within {limit.TotalSeconds:0.#} s", error);
        }
    }
}
