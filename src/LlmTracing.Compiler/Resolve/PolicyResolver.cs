using System.Collections.Immutable;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Validation;

namespace LlmTracing.Compiler.Resolve;

/// <summary>Resolves policies to plans. A policy with errors keeps its previous plan; if it has none, its pods send nothing.</summary>
public static class PolicyResolver
{
    /// <summary>The policies that refer to this pipeline, by namespace and name.</summary>
    public static ImmutableArray<PolicyOutcome> Resolve(TracePipeline pipeline, ClusterFacts facts, CompilerSettings settings) =>
    [
        .. facts.Policies
            .Where(policy => PipelineTarget.Of(policy) == pipeline.Metadata.Key)
            .OrderBy(policy => policy.Metadata.Key)
            .Select(policy => Outcome(policy, pipeline, facts, settings)),
    ];

    /// <summary>One policy.</summary>
    /// <param name="pipeline">The pipeline that it refers to; null when there is none, so that nothing is in force.</param>
    public static PolicyOutcome Outcome(LlmTracingPolicy policy, TracePipeline? pipeline, ClusterFacts facts, CompilerSettings settings)
    {
        var findings = PolicyValidator.Validate(policy, pipeline, facts, settings);
        if (findings.All(finding => finding.Severity != Severity.Error))
        {
            return new PolicyOutcome(policy, findings, RedactionPlanner.From(policy.Spec), KeptFormer: false);
        }

        var former = pipeline is null || findings.Any(finding => finding.Reason == Reasons.NotAllowedByPipeline)
            ? null
            : Former(policy, facts);
        return new PolicyOutcome(policy, findings, former, KeptFormer: former is not null);
    }

    /// <summary>Null if the previous plan's hash key is unusable: the collector, which other policies share, would not start.</summary>
    private static RedactionPlan? Former(LlmTracingPolicy policy, ClusterFacts facts) =>
        facts.InForce.TryGetValue(policy.Metadata.Key.ToString(), out var former)
        && (former.HashKey is null || !IdentityRules.Usable(policy, former.HashKey, facts).Any())
            ? former
            : null;
}
