using System.Collections.Immutable;
using Kube.Model;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Plan.Normalization;

namespace LlmTracing.Compiler.Plan;

/// <summary>
/// All decisions of a policy about content, with every default made explicit. The collector configuration and the preview
/// both read it and must have the same effect. Equal plans have equal <see cref="PlanDigest"/> and share a collector pipeline.
/// </summary>
public sealed record RedactionPlan
{
    /// <summary>
    /// The mode for content of unknown category. With <see cref="ContentMode.Drop"/> the plan is closed: of unknown attributes,
    /// only structural keys are kept.
    /// </summary>
    public required ContentMode Default { get; init; }

    /// <summary>The mode of each category, in the order of <see cref="Category"/>; none is missing.</summary>
    public required ImmutableArray<ContentMode> Modes { get; init; }

    /// <summary>Bytes kept by <see cref="ContentMode.Truncate"/>.</summary>
    public required int MaxContentLength { get; init; }

    /// <summary>Names of the built-in detectors that run, sorted: credentials everywhere, personal data except in kept content.</summary>
    public required ImmutableArray<string> Detectors { get; init; }

    /// <summary>The team's own patterns, treated like personal data.</summary>
    public ImmutableArray<CustomDetector> Custom { get => field.OrEmpty(); init; }

    public required IdentityMode UserId { get; init; }

    public required IdentityMode SessionId { get; init; }

    /// <summary>Key for hashes; set if an identity or a category is hashed.</summary>
    public KeySelector? HashKey { get; init; }

    /// <summary>Key patterns that a closed plan keeps.</summary>
    public ImmutableArray<string> Allow { get => field.OrEmpty(); init; }

    /// <summary>Key patterns that are always removed.</summary>
    public ImmutableArray<string> Deny { get => field.OrEmpty(); init; }

    public required LinkMode Links { get; init; }

    /// <summary>Rules for dropping spans, sorted.</summary>
    public ImmutableArray<NoiseKind> Noise { get => field.OrEmpty(); init; }

    /// <summary>Null if attributes keep their original names.</summary>
    public NormalizationPlan? Normalization { get; init; }

    /// <summary>Whether unknown attributes are removed.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool Closed => Default == ContentMode.Drop;

    /// <summary>The mode of one category.</summary>
    public ContentMode this[Category category] => Modes[(int)category];

    /// <summary>The mode of a value that may hold several categories: the strictest of theirs.</summary>
    public ContentMode Strictest(ImmutableArray<Category> categories) =>
        categories.Select(category => this[category]).DefaultIfEmpty(ContentMode.Keep).Max();
}
