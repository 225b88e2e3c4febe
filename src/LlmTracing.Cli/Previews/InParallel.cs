using System.Collections.Concurrent;

namespace LlmTracing.Cli.Previews;

/// <summary>Work on all processors, with results in order.</summary>
internal static class InParallel
{
    /// <summary>Neighbours go to different processors: what repeats itself later is known to all by then.</summary>
    public static ParallelQuery<T> Of<T>(IReadOnlyList<T> items) => Partitioner.Create(items, EnumerablePartitionerOptions.NoBuffering).AsParallel().AsOrdered();
}
