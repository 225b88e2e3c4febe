namespace Kube.Runtime;

/// <summary>Leading was assumed but does not hold (any more); the write was not sent.</summary>
public sealed class NotLeadingException() : Exception("this process does not hold the lease");

/// <summary>The right to write, for as long as the Lease is renewed.</summary>
/// <remarks>
/// Guarantees: <see cref="Token"/> is cancelled, and <see cref="EnsureLeading"/> throws, at the latest one renew deadline after the start of the
/// last renewal that succeeded, whatever requests are still in flight. The clock is monotonic and ours alone. Once over, it stays over.
/// </remarks>
public sealed class Leadership : IDisposable
{
    private readonly Lock gate = new();
    private readonly CancellationTokenSource source = new();
    private readonly TimeProvider time;
    private readonly TimeSpan renewDeadline;
    private readonly ITimer timer;
    private long renewedAt;
    private bool lost;

    internal Leadership(TimeProvider time, TimeSpan renewDeadline, long acquiredAt)
    {
        (this.time, this.renewDeadline, renewedAt) = (time, renewDeadline, acquiredAt);
        Token = source.Token;
        timer = time.CreateTimer(static state => ((Leadership)state!).Check(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Check();
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
                return lost || Left() <= TimeSpan.Zero;
            }
        }
    }

    /// <exception cref="NotLeadingException">It is lost, and <see cref="Token"/> cancelled; nothing may be written any more.</exception>
    public void EnsureLeading()
    {
        if (IsLost)
        {
            Check();
            throw new NotLeadingException();
        }
    }

    /// <summary>Stops watching the clock; the token keeps its state.</summary>
    public void Dispose() => timer.Dispose();

    /// <summary>A renewal that was <em>begun</em> at this reading succeeded; ignored when leading is already over.</summary>
    internal void Renewed(long startedAt)
    {
        lock (gate)
        {
            if (!lost && Left() > TimeSpan.Zero && startedAt > renewedAt)
            {
                renewedAt = startedAt;
            }
        }

        Check();
    }

    /// <summary>Somebody else holds the Lease, or it can no longer be renewed.</summary>
    internal void Lose()
    {
        lock (gate)
        {
            lost = true;
        }

        Check();
    }

    /// <summary>The process stops: work is to end, but what is being written may still be written.</summary>
    internal void Stop() => source.Cancel();

    private TimeSpan Left() => renewDeadline - time.GetElapsedTime(renewedAt);

    private void Check()
    {
        TimeSpan left;
        lock (gate)
        {
            left = lost ? TimeSpan.Zero : Left();
            lost |= left <= TimeSpan.Zero;
        }

        if (left <= TimeSpan.Zero)
        {
            source.Cancel();
        }
        else
        {
            timer.Change(left, Timeout.InfiniteTimeSpan);
        }
    }
}
