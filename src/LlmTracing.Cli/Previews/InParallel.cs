using System.Collections.Concurrent;

namespace LlmTracing.Cli.Previews;

/// <summary>Works on all processors, with results in order.</summary>
internal static class InParallel
{
    /// <summary>Takes items one at a time, so that neighbours go to different processors and all of them see repeated text early.</summary>
    public static ParallelQuery<T> Of<T>(IEnumerable<T> items) =>
        Partitioner.Create(items, EnumerablePartitionerOptions.NoBuffering).AsParallel().AsOrdered();
}
