using System.Collections.Immutable;
using Kube.Testing;

namespace LlmTracing.Compiler.Tests.Names;

/// <summary>A name as a library writes it.</summary>
/// <param name="Place">Where it occurs.</param>
/// <param name="Expected">Categories, or <c>structure</c>, <c>user</c>, <c>session</c>, or <c>unknown</c>: content of unknown
/// category.</param>
internal sealed record Sighting(string Library, string Place, string Name, string Expected);

/// <summary>
/// Names that were read in the sources and recordings of the libraries, and what they are. Written apart from the table of the
/// product, so that a mistake in either one shows.
/// </summary>
internal static class Corpus
{
    private const string EventName = "event name";

    private static readonly ImmutableArray<Sighting> All =
    [
        .. File.ReadLines(WorkingTree.PathOf("tests", "LlmTracing.Compiler.Tests", "Names", "names.tsv")).Skip(1)
            .Select(line => line.Split('\t')).Select(column => new Sighting(column[0], column[1], column[2], column[3])),
    ];

    internal static ImmutableArray<Sighting> Keys { get; } = [.. All.Where(one => one.Place != EventName)];

    internal static ImmutableArray<Sighting> Events { get; } = [.. All.Where(one => one.Place == EventName)];
}
