namespace Kube.Runtime;

/// <summary>What makes two events the same.</summary>
internal sealed record EventKey(string Regarding, string Type, string Reason, string Action, string Note);

/// <summary>What to do with an occurrence.</summary>
internal abstract record EventMove
{
    private EventMove()
    {
    }

    public sealed record Drop : EventMove;

    /// <param name="Combined">Many different notes have been seen; this one stands for all further ones.</param>
    public sealed record Create(EventKey Key, bool Combined) : EventMove;

    public sealed record Repeat(EventKey Key, string Name, int Count) : EventMove;
}

/// <summary>Series, aggregation and rate of events: client-go's numbers, no I/O.</summary>
/// <remarks>
/// The same again within 6 min counts up a series. More than 10 different notes of the same kind in 10 min become one. Each object has 25
/// events at once and one more in 5 min. What is older is forgotten.
/// </remarks>
internal sealed class EventCorrelator(TimeProvider time)
{
    private const string CombinedNote = "(combined from similar events)";
    private const int Burst = 25;
    private const int DistinctNotes = 10;
    private const int Limit = 4096;
    private static readonly TimeSpan Refill = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan SeriesWindow = TimeSpan.FromMinutes(6);
    private static readonly TimeSpan SimilarWindow = TimeSpan.FromMinutes(10);

    private readonly Dictionary<EventKey, Known> series = [];
    private readonly Dictionary<EventKey, (HashSet<string> Notes, long Since)> similar = [];
    private readonly Dictionary<string, (double Tokens, long At)> buckets = new(StringComparer.Ordinal);

    public EventMove Next(EventKey key)
    {
        Trim();
        if (!Spend(key.Regarding))
        {
            return new EventMove.Drop();
        }

        var combined = IsOneOfMany(key);
        var counted = combined ? key with { Note = CombinedNote } : key;
        if (series.TryGetValue(counted, out var known) && known.Name is not null && time.GetElapsedTime(known.Last) <= SeriesWindow)
        {
            series[counted] = known with { Count = known.Count + 1, Last = time.GetTimestamp() };
            return new EventMove.Repeat(counted, known.Name, known.Count + 1);
        }

        return new EventMove.Create(counted, combined);
    }

    /// <summary>The event exists under this name now.</summary>
    public void Created(EventKey key, string name) => series[key] = new Known(name, 1, time.GetTimestamp());

    /// <summary>The server no longer has it.</summary>
    public void Gone(EventKey key) => series.Remove(key);

    private bool IsOneOfMany(EventKey key)
    {
        var kind = key with { Note = "" };
        if (!similar.TryGetValue(kind, out var seen) || time.GetElapsedTime(seen.Since) > SimilarWindow)
        {
            similar[kind] = seen = (new HashSet<string>(StringComparer.Ordinal), time.GetTimestamp());
        }

        return seen.Notes.Contains(key.Note) ? false : seen.Notes.Count >= DistinctNotes || !seen.Notes.Add(key.Note);
    }

    private bool Spend(string regarding)
    {
        var now = time.GetTimestamp();
        var tokens = buckets.TryGetValue(regarding, out var bucket)
            ? Math.Min(Burst, bucket.Tokens + (time.GetElapsedTime(bucket.At, now) / Refill))
            : Burst;
        buckets[regarding] = (tokens >= 1 ? tokens - 1 : tokens, now);
        return tokens >= 1;
    }

    private void Trim()
    {
        if (series.Count + similar.Count + buckets.Count <= Limit)
        {
            return;
        }

        Remove(series, known => time.GetElapsedTime(known.Last) > SeriesWindow);
        Remove(similar, seen => time.GetElapsedTime(seen.Since) > SimilarWindow);
        Remove(buckets, bucket => bucket.Tokens + (time.GetElapsedTime(bucket.At) / Refill) >= Burst);
        if (series.Count + similar.Count + buckets.Count > Limit)
        {
            series.Clear();
            similar.Clear();
        }
    }

    private static void Remove<TKey, TValue>(Dictionary<TKey, TValue> items, Func<TValue, bool> old)
        where TKey : notnull
    {
        foreach (var key in items.Where(item => old(item.Value)).Select(item => item.Key).ToArray())
        {
            items.Remove(key);
        }
    }

    private sealed record Known(string? Name, int Count, long Last);
}
