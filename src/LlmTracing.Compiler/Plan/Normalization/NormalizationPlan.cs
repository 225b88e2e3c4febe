using LlmTracing.Compiler.Api;

namespace LlmTracing.Compiler.Plan.Normalization;

/// <summary>Spans get the names in <see cref="NameTable"/>.</summary>
/// <param name="SemanticConventions">Version of the names, <c>1.44</c>.</param>
public sealed record NormalizationPlan(string SemanticConventions, OriginalsMode Originals)
{
    /// <summary>The plan for a declaration; null if there is none.</summary>
    public static NormalizationPlan? From(NormalizationSpec? declared) =>
        declared is null ? null : new NormalizationPlan(declared.SemanticConventions, declared.Originals);
}
