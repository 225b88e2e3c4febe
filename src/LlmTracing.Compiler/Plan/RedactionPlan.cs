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
    /// For content of unknown category. With <see cref="ContentMode.Drop"/> the plan is closed: of the unknown attributes
    /// only structural keys survive.
    /// </summary>
    public required ContentMode Default { get; init; }

    /// <summary>The mode of each category, in the order of <see cref="Category"/>; none is missing.</summary>
    public required ImmutableArray<ContentMode> Modes { get; init; }

    /// <summary>Bytes kept by <see cref="ContentMode.Truncate"/>.</summary>
    public required int MaxContentLength { get; init; }

    /// <summary>Names of the built-in detectors that run, sorted: credentials everywhere, personal data everywhere but in kept content.</summary>
    public required ImmutableArray<string> Detectors { get; init; }

    /// <summary>Patterns of the team's own, looked for like personal data.</summary>
    public ImmutableArray<CustomDetector> Custom { get => field.OrEmpty(); init; }

    public required IdentityMode UserId { get; init; }

    public required IdentityMode SessionId { get; init; }

    /// <summary>Key for hashes; set whenever an identity or a category is hashed.</summary>
    public KeySelector? HashKey { get; init; }

    /// <summary>Key patterns that survive in a closed plan.</summary>
    public ImmutableArray<string> Allow { get => field.OrEmpty(); init; }

    /// <summary>Key patterns that never survive.</summary>
    public ImmutableArray<string> Deny { get => field.OrEmpty(); init; }

    public required LinkMode Links { get; init; }

    /// <summary>Rules by which spans are dropped, sorted.</summary>
    public ImmutableArray<NoiseKind> Noise { get => field.OrEmpty(); init; }

    /// <summary>Null when attributes keep the names that they arrive with.</summary>
    public NormalizationPlan? Normalization { get; init; }

    /// <summary>Whether unknown attributes are removed.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool Closed => Default == ContentMode.Drop;

    /// <summary>The mode of one category.</summary>
    public ContentMode this[Category category] => Modes[(int)category];

    /// <summary>The mode of a value that may hold several categories: the most restrictive of them.</summary>
    public ContentMode Strictest(ImmutableArray<Category> categories) =>
        categories.Select(category => this[category]).DefaultIfEmpty(ContentMode.Keep).Max();
}
