using System.Diagnostics.CodeAnalysis;

using static Kube.Runtime.Telemetry;

namespace Kube.Runtime;

/// <summary>Keys that need work: each waits once, is held by one worker at a time, and comes back once if added meanwhile.</summary>
/// <remarks>Delayed adds keep the earliest time; an immediate add does not cancel them. Shutdown wakes every waiter; what waits is dropped.</remarks>
public sealed class WorkQueue<TKey> : IDisposable
    where TKey : notnull
{
    private static readonly TimeSpan FirstBackoff = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private readonly QueueState<TKey> state = new();
    private readonly Queue<TaskCompletionSource<bool>> waiters = new();
    private readonly Dictionary<TKey, long> since = [];
    private readonly TimeProvider time;
    private readonly ITimer timer;
    private readonly KeyValuePair<string, object?>[] tags;

    public WorkQueue(string name, TimeProvider time)
    {
        this.time = time;
        tags = [Tag("name", name), Tag("controller", name)];
        timer = time.CreateTimer(static queue => ((WorkQueue<TKey>)queue!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        QueueDepth.Add(0, tags);
        QueueAdds.Add(0, tags);
        QueueRetries.Add(0, tags);
    }

    /// <summary>Keys that wait for a worker.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return state.Ready;
            }
        }
    }

    public void Add(TKey key)
    {
        lock (gate)
        {
            if (state.Add(key))
            {
                Entered(key);
            }

            Wake();
        }
    }

    public void AddAfter(TKey key, TimeSpan delay)
    {
        if (delay <= TimeSpan.Zero)
        {
            Add(key);
            return;
        }

        lock (gate)
        {
            state.AddAt(key, Now() + delay.Ticks);
            Arm();
        }
    }

    /// <summary>Adds the key after a wait that doubles with each failure: 5 ms to 5 min. Returns the wait.</summary>
    /// <param name="atLeast">How long the server asked us to wait.</param>
    public TimeSpan AddAfterFailure(TKey key, TimeSpan atLeast = default)
    {
        TimeSpan delay;
        lock (gate)
        {
            var exponent = Math.Min(state.Fail(key), 30);
            delay = TimeSpan.FromTicks(Math.Max(Math.Min(FirstBackoff.Ticks << exponent, LongestBackoff.Ticks), atLeast.Ticks));
        }

        QueueRetries.Add(1, tags);
        AddAfter(key, delay);
        return delay;
    }

    public int Failures(TKey key)
    {
        lock (gate)
        {
            return state.Failures(key);
        }
    }

    /// <summary>The key is well: its next failure starts the backoff anew.</summary>
    public void Forget(TKey key)
    {
        lock (gate)
        {
            state.Forget(key);
        }
    }

    /// <summary>Waits for a key and holds it until <see cref="Done"/>; null at shutdown.</summary>
    public async ValueTask<Held?> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            TaskCompletionSource<bool> waiter;
            lock (gate)
            {
                if (state.TryTake(out var key))
                {
                    QueueDepth.Add(-1, tags);
                    Left(key);
                    return new Held(key, time.GetTimestamp());
                }

                if (state.IsShutDown)
                {
                    return null;
                }

                waiter = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
                waiters.Enqueue(waiter);
            }

            using (cancellationToken.UnsafeRegister(static (source, token) => ((TaskCompletionSource<bool>)source!).TrySetCanceled(token), waiter))
            {
                await waiter.Task;
            }
        }
    }

    /// <summary>Lets go of a key; it is ready again if it was added meanwhile.</summary>
    public void Done(Held held)
    {
        lock (gate)
        {
            state.Done(held.Key);
            WorkDuration.Record(time.GetElapsedTime(held.TakenAt).TotalSeconds, tags);
            Wake();
        }
    }

    public void ShutDown()
    {
        lock (gate)
        {
            QueueDepth.Add(-since.Count, tags);
            since.Clear();
            state.ShutDown();
            timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            while (waiters.TryDequeue(out var waiter))
            {
                waiter.TrySetResult(false);
            }
        }
    }

    public void Dispose()
    {
        ShutDown();
        timer.Dispose();
    }

    private long Now() => time.GetElapsedTime(0).Ticks;

    private void Tick()
    {
        lock (gate)
        {
            foreach (var key in state.Advance(Now()))
            {
                Entered(key);
            }

            Wake();
            Arm();
        }
    }

    private void Arm()
    {
        if (state.NextDue() is { } at)
        {
            timer.Change(TimeSpan.FromTicks(Math.Max(at - Now(), TimeSpan.TicksPerMillisecond)), Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>One waiter for each ready key; a waiter that gave up does not count.</summary>
    private void Wake()
    {
        for (var left = state.Ready; left > 0 && waiters.TryDequeue(out var waiter);)
        {
            left -= waiter.TrySetResult(true) ? 1 : 0;
        }
    }

    private void Entered(TKey key)
    {
        since[key] = time.GetTimestamp();
        QueueAdds.Add(1, tags);
        QueueDepth.Add(1, tags);
    }

    private void Left(TKey key)
    {
        if (since.Remove(key, out var entered))
        {
            QueueDuration.Record(time.GetElapsedTime(entered).TotalSeconds, tags);
        }
    }

    /// <summary>A key in the hands of a worker.</summary>
    [SuppressMessage("Design", "CA1034", Justification = "Belongs to its queue.")]
    public sealed record Held(TKey Key, long TakenAt);
}
