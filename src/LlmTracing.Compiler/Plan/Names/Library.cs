using System.Collections.Immutable;

namespace LlmTracing.Compiler.Plan.Names;

/// <summary>What one library or convention calls things. Keys are in <see cref="Notation"/>.</summary>
/// <param name="Source">Its name, and the versions that were read.</param>
public sealed record Library(string Source)
{
    /// <summary>Ends keys that also stand for all beneath them which no other row of the table lists.</summary>
    public const char Rest = '…';

    /// <summary>Keys whose values are content, and all that one value may hold.</summary>
    public ImmutableArray<(ImmutableArray<Category> Categories, string Keys)> Content { get; init; } = [];

    /// <summary>Keys whose values are names, numbers and identifiers.</summary>
    public ImmutableArray<string> Structure { get; init; } = [];

    /// <summary>
    /// Log records and span events with content in body or payload. Events whose attributes are content by their own keys, as those of
    /// vector databases, are not among them: each entry costs statements in every collector.
    /// </summary>
    public ImmutableArray<(ImmutableArray<Category> Categories, string Name)> Events { get; init; } = [];
}
