namespace Kube.Testing;

/// <summary>Waits for a condition with a deadline instead of sleeping.</summary>
public static class Eventually
{
    /// <summary>The deadline when none is given: far beyond what a healthy run needs.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Repeats <paramref name="attempt"/> until it returns without an exception and not null.</summary>
    /// <param name="what">What is waited for, as the subject of the failure message.</param>
    /// <param name="attempt">May throw (an assertion, a refused connection): the last message is part of the failure.</param>
    /// <exception cref="TimeoutException">The deadline passed.</exception>
    public static async Task<T> Async<T>(
        string what, Func<CancellationToken, Task<T?>> attempt, TimeSpan? deadline = null, CancellationToken cancel = default)
        where T : class
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timeout.CancelAfter(deadline ?? Patience);
        var last = "no attempt ended";
        while (true)
        {
            try
            {
                if (await attempt(timeout.Token) is { } result)
                {
                    return result;
                }

                last = "not yet";
            }
            catch (OperationCanceledException) when (timeout.IsCancellationRequested)
            {
            }
            catch (Exception exception) when (exception is not GaveUpException)
            {
                last = exception.Message;
            }

            cancel.ThrowIfCancellationRequested();
            if (timeout.IsCancellationRequested)
            {
                throw new TimeoutException($"{what}: not within {(deadline ?? Patience).TotalSeconds} s; last: {last}");
            }

            await Task.Delay(Interval, timeout.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Repeats <paramref name="condition"/> until it is true.</summary>
    public static Task True(
        string what, Func<CancellationToken, Task<bool>> condition, TimeSpan? deadline = null, CancellationToken cancel = default) =>
        Async(what, async token => await condition(token) ? what : null, deadline, cancel);

    /// <summary>Repeats <paramref name="condition"/> until it is true.</summary>
    public static Task True(string what, Func<bool> condition, TimeSpan? deadline = null, CancellationToken cancel = default) =>
        Async(what, _ => Task.FromResult(condition() ? what : null), deadline, cancel);
}

/// <summary>Thrown inside an attempt when waiting longer is pointless.</summary>
public sealed class GaveUpException(string message) : Exception(message);
