using LlmTracing.Compiler.Api;

namespace LlmTracing.Compiler.Plan.Normalization;

/// <summary>That spans get the names of <see cref="NameTable"/>.</summary>
/// <param name="SemanticConventions">Version of the names, <c>1.44</c>.</param>
public sealed record NormalizationPlan(string SemanticConventions, OriginalsMode Originals)
{
    /// <summary>The plan of a declaration; null when nothing is declared.</summary>
    public static NormalizationPlan? From(NormalizationSpec? declared) =>
        declared is null ? null : new NormalizationPlan(declared.SemanticConventions, declared.Originals);
}
