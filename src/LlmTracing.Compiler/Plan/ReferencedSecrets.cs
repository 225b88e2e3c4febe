using System.Collections.Immutable;
using Kube.Model;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Resolve;

namespace LlmTracing.Compiler.Plan;

/// <summary>Which Secrets must be looked at before a pipeline can be compiled.</summary>
public static class ReferencedSecrets
{
    /// <summary>Those of the backends, and the hash keys of the policies that send here and of the plans in force.</summary>
    public static ImmutableArray<ObjectKey> Of(TracePipeline pipeline, ClusterFacts facts)
    {
        var backends = SecretReferences.Of(pipeline.Spec).Select(reference => reference.Selector);
        var policies = facts.Policies
            .Where(policy => PipelineTarget.Of(policy) == pipeline.Metadata.Key)
            .Select(policy => policy.Spec.Identity.HashKey?.SecretKeyRef)
            .OfType<KeySelector>();
        var former = facts.InForce.Values.Select(plan => plan.HashKey).OfType<KeySelector>();
        return
        [
            .. backends.Concat(policies).Concat(former)
                .Select(selector => new ObjectKey(pipeline.Metadata.Namespace ?? "", selector.Name))
                .Distinct()
                .Order(),
        ];
    }
}
