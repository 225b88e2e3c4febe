namespace Kube.Runtime;

/// <summary>Reviews at once, again after each wake-up, and at least once a minute. Wake-ups during a review make one more.</summary>
internal sealed class ReviewLoop(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim changed = new(0, 1);

    /// <summary>Never blocks or throws, also after the end.</summary>
    public void Wake()
    {
        try
        {
            changed.Release();
        }
        catch (Exception error) when (error is SemaphoreFullException or ObjectDisposedException)
        {
        }
    }

    /// <summary>Ends without an exception when cancelled between reviews.</summary>
    public async Task RunAsync(Func<CancellationToken, Task> review, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await review(cancellationToken);
            using var poll = new CancellationTokenSource(Poll, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, poll.Token);
            await changed.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose() => changed.Dispose();
}
