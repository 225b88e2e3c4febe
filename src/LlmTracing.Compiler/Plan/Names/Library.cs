using System.Collections.Immutable;

namespace LlmTracing.Compiler.Plan.Names;

/// <summary>The names of one library or convention. Keys are in <see cref="Notation"/>.</summary>
/// <param name="Source">Its name, and the versions that were reviewed.</param>
public sealed record Library(string Source)
{
    /// <summary>Suffix of keys that also cover everything below them that no other row lists.</summary>
    public const char Rest = '…';

    /// <summary>Keys whose values are content, with every category that a value may hold.</summary>
    public ImmutableArray<(ImmutableArray<Category> Categories, string Keys)> Content { get; init; } = [];

    /// <summary>Keys whose values are names, numbers and identifiers.</summary>
    public ImmutableArray<string> Structure { get; init; } = [];

    /// <summary>
    /// Log records and span events with content in their body or payload. Without events whose attributes are content by their own keys,
    /// like those of vector databases: each entry costs statements in every collector.
    /// </summary>
    public ImmutableArray<(ImmutableArray<Category> Categories, string Name)> Events { get; init; } = [];
}
