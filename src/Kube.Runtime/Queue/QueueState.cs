using System.Diagnostics.CodeAnalysis;

namespace Kube.Runtime;

/// <summary>The rules of a work queue, without threads or clock; times are ticks of any monotonic clock.</summary>
/// <remarks>Invariants: no added key is lost; a key has one holder at a time; a delayed key is due at the earliest time asked
/// for.</remarks>
internal sealed class QueueState<TKey>
    where TKey : notnull
{
    private readonly Queue<TKey> ready = new();
    private readonly HashSet<TKey> dirty = [];
    private readonly HashSet<TKey> processing = [];
    private readonly Dictionary<TKey, (long At, long Order)> due = [];
    private readonly SortedDictionary<(long At, long Order), TKey> timers = [];
    private readonly Dictionary<TKey, int> failures = [];
    private long order;

    public bool IsShutDown { get; private set; }

    public int Ready => ready.Count;

    public int Residue => dirty.Count + processing.Count + due.Count + failures.Count;

    /// <summary>True when the key was not waiting already.</summary>
    public bool Add(TKey key)
    {
        if (IsShutDown || !dirty.Add(key))
        {
            return false;
        }

        if (!processing.Contains(key))
        {
            ready.Enqueue(key);
        }

        return true;
    }

    public void AddAt(TKey key, long at)
    {
        var waits = due.TryGetValue(key, out var known);
        if (IsShutDown || (waits && known.At <= at))
        {
            return;
        }

        timers.Remove(known);
        due[key] = (at, ++order);
        timers[due[key]] = key;
    }

    /// <summary>Makes ready what is due; the keys that were not waiting already.</summary>
    public IEnumerable<TKey> Advance(long now)
    {
        List<TKey> added = [];
        while (NextDue() is { } at && at <= now)
        {
            var (slot, key) = timers.First();
            timers.Remove(slot);
            due.Remove(key);
            if (Add(key))
            {
                added.Add(key);
            }
        }

        return added;
    }

    /// <summary>When the next delayed key is due.</summary>
    public long? NextDue() => timers.Count > 0 ? timers.First().Key.At : null;

    public bool TryTake([MaybeNullWhen(false)] out TKey key)
    {
        if (IsShutDown || !ready.TryDequeue(out key))
        {
            key = default;
            return false;
        }

        dirty.Remove(key);
        processing.Add(key);
        return true;
    }

    public void Done(TKey key)
    {
        processing.Remove(key);
        if (dirty.Contains(key) && !IsShutDown)
        {
            ready.Enqueue(key);
        }
    }

    /// <summary>Counts a failure; how many there were before.</summary>
    public int Fail(TKey key)
    {
        var before = failures.GetValueOrDefault(key);
        failures[key] = before + 1;
        return before;
    }

    public int Failures(TKey key) => failures.GetValueOrDefault(key);

    public void Forget(TKey key) => failures.Remove(key);

    public void ShutDown()
    {
        IsShutDown = true;
        ready.Clear();
        dirty.Clear();
        due.Clear();
        timers.Clear();
        failures.Clear();
    }
}
