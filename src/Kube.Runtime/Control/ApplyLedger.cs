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
    private readonly ConcurrentDictionary<(string Resource, ObjectKey Key), Entry> entries = new();

    /// <param name="live">The cached metadata; null when the cache has no such object.</param>
    /// <param name="cacheVersion">How far the cache is.</param>
    public LedgerAnswer Ask(ApplyBody body, ObjectMeta? live, string? cacheVersion)
    {
        var known = entries.TryGetValue((body.Resource.ToString(), body.Key), out var entry);
        if (!known)
        {
            return live is null ? LedgerAnswer.Apply : LedgerAnswer.Look;
        }

        if (entry!.Hash != body.Hash)
        {
            return LedgerAnswer.Apply;
        }

        if (live is null)
        {
            return IsBefore(cacheVersion, entry.Version) ? LedgerAnswer.Unchanged : LedgerAnswer.Apply;
        }

        return IsBefore(live.ResourceVersion, entry.Version) || entry.Matches(live) ? LedgerAnswer.Unchanged : LedgerAnswer.Look;
    }

    /// <summary>The object is now as <paramref name="body"/> wants it.</summary>
    public void Record(ApplyBody body, ObjectMeta live) =>
        entries[(body.Resource.ToString(), body.Key)] = new Entry(
            body.Hash, live.Uid, live.ResourceVersion, live.Generation, MetadataFingerprint.Of(live));

    public void Forget(ResourceType type, ObjectKey key) => entries.TryRemove((type.ToString(), key), out _);

    internal static bool IsBefore(string? version, string? other) =>
        ulong.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var a)
        && ulong.TryParse(other, NumberStyles.None, CultureInfo.InvariantCulture, out var b)
        && a < b;

    private sealed record Entry(string Hash, string? Uid, string? Version, long? Generation, string Metadata)
    {
        /// <remarks>Kinds without a generation: only the same resource version is surely the same object.</remarks>
        public bool Matches(ObjectMeta live) =>
            live.Uid == Uid
            && (live.ResourceVersion == Version
                || (Generation is not null && live.Generation == Generation && MetadataFingerprint.Of(live) == Metadata));
    }
}

/// <summary>The part of metadata that generation does not cover.</summary>
internal static class MetadataFingerprint
{
    public static string Of(ObjectMeta metadata)
    {
        var part = new ObjectMeta
        {
            Labels = metadata.Labels,
            Annotations = metadata.Annotations,
            OwnerReferences = metadata.OwnerReferences,
            Finalizers = metadata.Finalizers,
        };
        return Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(KubeJson.Serialize(part, KubeJson.Options.TypeInfo<ObjectMeta>())));
    }
}
