using k8s.Models;

namespace Kube.Runtime;

/// <summary>What was last seen of the Lease, and when by our own monotonic clock. The holder's clock is never believed.</summary>
internal sealed record Election(string Identity, TimeSpan LeaseDuration, V1LeaseSpec? Seen = null, TimeSpan SeenAt = default)
{
    public Election Observe(V1LeaseSpec? lease, TimeSpan now) => lease == Seen ? this : this with { Seen = lease, SeenAt = now };

    /// <summary>Whether there is none, or it is ours, free, or was not renewed for its duration.</summary>
    /// <remarks>A holder that promised more than we would ask for is granted it.</remarks>
    public bool MayTake(V1LeaseSpec? lease, TimeSpan now) =>
        lease?.HolderIdentity is not { Length: > 0 } holder
        || holder == Identity
        || now - SeenAt >= TimeSpan.FromSeconds(Math.Max(lease.LeaseDurationSeconds ?? 0, LeaseDuration.TotalSeconds));

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
}
