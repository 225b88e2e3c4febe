using System.Collections.Concurrent;

namespace LlmTracing.Cli.Previews;

/// <summary>Work on all processors, with results in order.</summary>
internal static class InParallel
{
    /// <summary>Neighbours go to different processors: what repeats itself later is known to all by then. Items are taken one at a time.</summary>
    public static ParallelQuery<T> Of<T>(IEnumerable<T> items) => Partitioner.Create(items, EnumerablePartitionerOptions.NoBuffering).AsParallel().AsOrdered();
}
