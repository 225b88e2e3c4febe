using System.Threading.Channels;

using Kube.Model;

using static Kube.Runtime.Telemetry;

namespace Kube.Runtime;

/// <summary>Keys that need work: each waits once, is held by one worker at a time, and comes back once if added meanwhile.</summary>
/// <remarks>No added key is lost. Delayed adds keep the earliest time; an immediate add does not cancel them. Shutdown wakes every waiter;
/// what waits is dropped.</remarks>
internal sealed class WorkQueue : IDisposable
{
    private static readonly TimeSpan FirstBackoff = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private readonly Channel<ObjectKey> ready = Channel.CreateUnbounded<ObjectKey>();
    private readonly Dictionary<ObjectKey, long> waitingSince = [];
    private readonly Dictionary<ObjectKey, long> heldSince = [];
    private readonly PriorityQueue<ObjectKey, long> delayed = new();
    private readonly Dictionary<ObjectKey, int> failures = [];
    private readonly TimeProvider time;
    private readonly ITimer timer;
    private readonly KeyValuePair<string, object?>[] tags;
    private bool isShutDown;

    public WorkQueue(string name, TimeProvider time)
    {
        this.time = time;
        tags = [Tag("name", name), Tag("controller", name)];
        timer = time.CreateTimer(static queue => ((WorkQueue)queue!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        QueueDepth.Add(0, tags);
        QueueAdds.Add(0, tags);
        QueueRetries.Add(0, tags);
    }

    /// <summary>Keys that a worker could take now.</summary>
    public int Count => ready.Reader.Count;

    /// <summary>Everything that is remembered about keys.</summary>
    internal int Residue => waitingSince.Count + heldSince.Count + delayed.Count + failures.Count;

    public void Add(ObjectKey key)
    {
        lock (gate)
        {
            if (isShutDown || !waitingSince.TryAdd(key, time.GetTimestamp()))
            {
                return;
            }

            QueueAdds.Add(1, tags);
            QueueDepth.Add(1, tags);
            if (!heldSince.ContainsKey(key))
            {
                ready.Writer.TryWrite(key);
            }
        }
    }

    public void AddAfter(ObjectKey key, TimeSpan delay)
    {
        lock (gate)
        {
            var at = Now() + delay.Ticks;
            delayed.Enqueue(key, delayed.Remove(key, out _, out var known) ? Math.Min(at, known) : at);
            Tick();
        }
    }

    /// <summary>Adds the key after a wait that doubles with each failure: 5 ms to 5 min. Returns the wait.</summary>
    /// <param name="atLeast">How long the server asked us to wait.</param>
    public TimeSpan AddAfterFailure(ObjectKey key, TimeSpan atLeast = default)
    {
        lock (gate)
        {
            var before = failures.GetValueOrDefault(key);
            failures[key] = before + 1;
            var backoff = Math.Min(FirstBackoff.Ticks << Math.Min(before, 30), LongestBackoff.Ticks);
            var delay = TimeSpan.FromTicks(Math.Max(backoff, atLeast.Ticks));
            QueueRetries.Add(1, tags);
            AddAfter(key, delay);
            return delay;
        }
    }

    /// <summary>The key is well: its next failure starts the backoff anew.</summary>
    public void Forget(ObjectKey key)
    {
        lock (gate)
        {
            failures.Remove(key);
        }
    }

    /// <summary>Waits for a key and holds it until <see cref="Done"/>; null at shutdown.</summary>
    public async ValueTask<ObjectKey?> TakeAsync()
    {
        while (await ready.Reader.WaitToReadAsync(CancellationToken.None))
        {
            lock (gate)
            {
                if (ready.Reader.TryRead(out var key))
                {
                    heldSince[key] = time.GetTimestamp();
                    waitingSince.Remove(key, out var since);
                    QueueDepth.Add(-1, tags);
                    QueueDuration.Record(time.GetElapsedTime(since).TotalSeconds, tags);
                    return key;
                }
            }
        }

        return null;
    }

    /// <summary>Lets go of a key; it is ready again if it was added meanwhile.</summary>
    public void Done(ObjectKey key)
    {
        lock (gate)
        {
            heldSince.Remove(key, out var since);
            WorkDuration.Record(time.GetElapsedTime(since).TotalSeconds, tags);
            if (waitingSince.ContainsKey(key))
            {
                ready.Writer.TryWrite(key);
            }
        }
    }

    public void ShutDown()
    {
        lock (gate)
        {
            isShutDown = true;
            QueueDepth.Add(-waitingSince.Count, tags);
            waitingSince.Clear();
            delayed.Clear();
            failures.Clear();
            ready.Writer.TryComplete();
            while (ready.Reader.TryRead(out _))
            {
            }
        }
    }

    public void Dispose()
    {
        ShutDown();
        timer.Dispose();
    }

    private long Now() => time.GetElapsedTime(0).Ticks;

    /// <summary>Adds what is due, and sets the timer to what is due next.</summary>
    private void Tick()
    {
        lock (gate)
        {
            while (delayed.TryPeek(out var key, out var at))
            {
                var left = at - Now();
                if (left > 0)
                {
                    timer.Change(TimeSpan.FromTicks(Math.Max(left, TimeSpan.TicksPerMillisecond)), Timeout.InfiniteTimeSpan);
                    return;
                }

                delayed.Dequeue();
                Add(key);
            }
        }
    }
}
