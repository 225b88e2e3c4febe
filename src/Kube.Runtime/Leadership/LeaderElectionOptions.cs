using Kube.Model;

namespace Kube.Runtime;

/// <summary>Which Lease, who we are, and the times; the defaults are client-go's.</summary>
/// <param name="Identity">Unique for this process, such as pod name and a random part.</param>
public sealed record LeaderElectionOptions(ObjectKey Lease, string Identity)
{
    /// <summary>How long others wait after the last renewal that they saw.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the leader goes on without a renewal; less than <see cref="LeaseDuration"/>.</summary>
    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromSeconds(2);
}
