namespace Kube.Runtime;

/// <summary>Leading was assumed but does not hold (any more); the write was not sent.</summary>
public sealed class NotLeadingException() : Exception("this process does not hold the lease");

/// <summary>The right to write, for as long as the Lease is renewed.</summary>
/// <remarks>
/// Guarantees: <see cref="Token"/> is cancelled, and <see cref="EnsureLeading"/> throws, at the latest one renew deadline after the start
/// of the last renewal that succeeded, whatever requests are still in flight. The clock is monotonic and ours alone. Once over, it stays
/// over.
/// </remarks>
public sealed class Leadership : IDisposable
{
    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly TimeSpan renewDeadline;
    private readonly CancellationTokenSource lost;
    private readonly CancellationTokenSource ended;
    private long renewedAt;

    /// <param name="stop">The process stops: work is to end, but what is being written may still be written.</param>
    internal Leadership(TimeProvider time, TimeSpan renewDeadline, long acquiredAt, CancellationToken stop)
    {
        (this.time, this.renewDeadline, renewedAt) = (time, renewDeadline, acquiredAt);
        lost = new CancellationTokenSource(Left, time);
        ended = CancellationTokenSource.CreateLinkedTokenSource(lost.Token, stop);
        Token = ended.Token;
    }

    /// <summary>Cancelled when leading ends, by loss or because the process stops.</summary>
    public CancellationToken Token { get; }

    /// <summary>Whether it ended by loss.</summary>
    public bool IsLost
    {
        get
        {
            lock (gate)
            {
                return lost.IsCancellationRequested || Left == TimeSpan.Zero;
            }
        }
    }

    private TimeSpan Left => TimeSpan.FromTicks(Math.Max(0, (renewDeadline - time.GetElapsedTime(renewedAt)).Ticks));

    /// <exception cref="NotLeadingException">It is lost; nothing may be written any more.</exception>
    public void EnsureLeading()
    {
        if (IsLost)
        {
            throw new NotLeadingException();
        }
    }

    /// <summary>Stops watching the clock; the token keeps its state.</summary>
    public void Dispose()
    {
        ended.Dispose();
        lost.Dispose();
    }

    /// <summary>A renewal that was <em>begun</em> at this reading succeeded; ignored when leading is already over.</summary>
    internal void Renewed(long startedAt)
    {
        lock (gate)
        {
            if (!IsLost)
            {
                renewedAt = startedAt;
                lost.CancelAfter(Left);
            }
        }
    }

    /// <summary>Somebody else holds the Lease, or it can no longer be renewed.</summary>
    internal void Lose() => lost.Cancel();
}
