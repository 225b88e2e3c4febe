using System.Collections.Concurrent;

namespace LlmTracing.Cli.Previews;

/// <summary>Work on all processors, with results in order.</summary>
internal static class InParallel
{
    /// <summary>Neighbours go to different processors: what repeats itself later is known to all by then. One after the other is taken, on whichever processor.</summary>
    public static ParallelQuery<T> Of<T>(IEnumerable<T> items) => Partitioner.Create(items, EnumerablePartitionerOptions.NoBuffering).AsParallel().AsOrdered();
}
