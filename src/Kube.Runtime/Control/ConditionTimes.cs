using System.Collections.Immutable;

using Kube.Model;

namespace Kube.Runtime;

/// <summary>Times of transition of conditions.</summary>
public static class ConditionTimes
{
    /// <summary>
    /// The wanted conditions, in their order; the time of transition is kept from <paramref name="current"/> as long as the status is the
    /// same, and is <paramref name="now"/> otherwise. Others are dropped.
    /// </summary>
    public static ImmutableArray<Condition> Merge(
        ImmutableArray<Condition> current, ImmutableArray<Condition> wanted, DateTimeOffset now) =>
    [
        .. wanted.OrEmpty().Select(condition => condition with
        {
            LastTransitionTime = current.OrEmpty()
                .FirstOrDefault(old => old.Type == condition.Type && old.Status == condition.Status)?.LastTransitionTime ?? now,
        }),
    ];
}
