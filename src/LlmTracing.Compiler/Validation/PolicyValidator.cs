using System.Collections.Immutable;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Compiler.Validation;

using Rule = Func<PolicyContext, IEnumerable<Mistake>>;

/// <summary>Finds all mistakes in a policy at once. Mostly does not repeat what the custom resource's schema checks.</summary>
public static class PolicyValidator
{
    private static readonly ImmutableArray<Rule> Rules =
    [
        context => SizeRules.Metadata(context.Policy.Metadata),
        ReferenceRules.Name,
        ReferenceRules.Pipeline,
        ReferenceRules.Namespace,
        context => SelectorRules.Selector("spec.selector", context.Spec.Selector),
        context => LengthRules.MaxContentLength(context.Spec),
        context => DetectorRules.Custom(context.Spec.Detectors.Custom),
        context => DetectorRules.Attributes(context.Spec.Attributes),
        IdentityRules.HashKey,
        context => ResourceAttributeRules.Attributes(context.Spec.Injection.ResourceAttributes),
    ];

    /// <summary>Unknown facts cause no findings.</summary>
    /// <param name="pipeline">The pipeline that the policy refers to; null when there is none.</param>
    public static ImmutableArray<Finding> Validate(
        LlmTracingPolicy policy, TracePipeline? pipeline, ClusterFacts facts, CompilerSettings settings)
    {
        var context = new PolicyContext(policy, pipeline, facts, settings);
        return [.. Rules.SelectMany(rule => rule(context))
            .Select(mistake => mistake.About(ApiKinds.LlmTracingPolicy.Kind, policy.Metadata.Key))];
    }
}
