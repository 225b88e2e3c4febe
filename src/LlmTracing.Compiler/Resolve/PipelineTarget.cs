using Kube.Model;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Compiler.Resolve;

/// <summary>The pipeline that a policy refers to.</summary>
public static class PipelineTarget
{
    /// <summary>The namespace defaults to the policy's own.</summary>
    public static ObjectKey Of(LlmTracingPolicy policy) =>
        new(policy.Spec.PipelineRef.Namespace ?? policy.Metadata.Namespace ?? "", policy.Spec.PipelineRef.Name);
}
