using System.Collections.Concurrent;
using System.Globalization;

using Kube.Model;

namespace Kube.Runtime;

/// <summary>What is known of an object that we apply, without reading it.</summary>
internal enum LedgerAnswer
{
    /// <summary>It is as our last apply left it, as far as we own it.</summary>
    Unchanged,

    /// <summary>Something about it changed, or we have just started: read it and compare.</summary>
    Look,

    /// <summary>We want something else than last time, or it is gone.</summary>
    Apply,
}

/// <summary>Remembers, in memory, how each applied object was right after our apply.</summary>
/// <remarks>
/// Assumption: resource versions of one kind compare as numbers (the API server's own controllers rely on it), so a cache that has not seen
/// our last write is known to be behind. Where they are no numbers, the cache counts as up to date.
/// </remarks>
internal sealed class ApplyLedger
{
    private readonly ConcurrentDictionary<(string Resource, ObjectKey Key), (string Hash, ObjectMeta Live)> entries = new();

    /// <param name="live">The cached metadata; null when the cache has no such object.</param>
    /// <param name="cacheVersion">How far the cache is.</param>
    public LedgerAnswer Ask(ApplyBody body, ObjectMeta? live, string? cacheVersion)
    {
        if (!entries.TryGetValue((body.Resource.ToString(), body.Key), out var entry))
        {
            return live is null ? LedgerAnswer.Apply : LedgerAnswer.Look;
        }

        if (entry.Hash != body.Hash)
        {
            return LedgerAnswer.Apply;
        }

        if (IsBefore(live is null ? cacheVersion : live.ResourceVersion, entry.Live.ResourceVersion))
        {
            return LedgerAnswer.Unchanged;
        }

        return live is null ? LedgerAnswer.Apply
            : Changed.ExceptStatus(entry.Live, live) ? LedgerAnswer.Look
            : LedgerAnswer.Unchanged;
    }

    /// <summary>The object is now as <paramref name="body"/> wants it.</summary>
    public void Record(ApplyBody body, ObjectMeta live) => entries[(body.Resource.ToString(), body.Key)] = (body.Hash, live);

    public void Forget(ResourceType type, ObjectKey key) => entries.TryRemove((type.ToString(), key), out _);

    internal static bool IsBefore(string? version, string? other) =>
        ulong.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var a)
        && ulong.TryParse(other, NumberStyles.None, CultureInfo.InvariantCulture, out var b)
        && a < b;
}
