using k8s.Models;

namespace Kube.Runtime;

/// <summary>What to do about the Lease.</summary>
internal enum ElectionMove
{
    /// <summary>Somebody else holds it.</summary>
    Wait,

    /// <summary>There is none.</summary>
    Create,

    /// <summary>It is ours, free, or was not renewed for its duration.</summary>
    Take,
}

/// <summary>What was last seen of the Lease, and when by our own monotonic clock. The holder's clock is never believed.</summary>
internal sealed record Election(string Identity, TimeSpan LeaseDuration, V1LeaseSpec? Seen = null, TimeSpan SeenAt = default)
{
    public Election Observe(V1LeaseSpec? lease, TimeSpan now) => lease == Seen ? this : this with { Seen = lease, SeenAt = now };

    public ElectionMove Move(V1Lease? lease, TimeSpan now) => lease switch
    {
        null => ElectionMove.Create,
        { Spec: null or { HolderIdentity: null or "" } } => ElectionMove.Take,
        { Spec.HolderIdentity: var holder } when holder == Identity => ElectionMove.Take,
        _ => now - SeenAt >= Longer(lease.Spec.LeaseDurationSeconds) ? ElectionMove.Take : ElectionMove.Wait,
    };

    /// <summary>The Lease as the new holder writes it.</summary>
    public V1LeaseSpec Taken(V1LeaseSpec? before, DateTimeOffset wallClock)
    {
        var mine = before?.HolderIdentity == Identity;
        return new V1LeaseSpec
        {
            HolderIdentity = Identity,
            LeaseDurationSeconds = (int)Math.Ceiling(LeaseDuration.TotalSeconds),
            AcquireTime = mine ? before!.AcquireTime : wallClock.UtcDateTime,
            RenewTime = wallClock.UtcDateTime,
            LeaseTransitions = (before?.LeaseTransitions ?? 0) + (mine || before?.HolderIdentity is null ? 0 : 1),
        };
    }

    /// <remarks>A holder that promised more than we would ask for is granted it.</remarks>
    private TimeSpan Longer(int? seconds) => TimeSpan.FromSeconds(Math.Max(seconds ?? 0, LeaseDuration.TotalSeconds));
}
