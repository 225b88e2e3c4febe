using System.Collections.Immutable;

namespace LlmTracing.Compiler.Plan.Normalization;

/// <summary>An attribute of the current conventions, and its other names.</summary>
/// <param name="Target">Attribute key; set only where it is absent.</param>
/// <param name="Sources">In order of preference: the first whose value fits the conversion wins.</param>
public sealed record NormalizedName(string Target, Conversion Conversion, ImmutableArray<Source> Sources);

/// <summary>An attribute that means the same.</summary>
/// <param name="Document">The convention or library that defines the key.</param>
public sealed record Source(string Key, string Document);
