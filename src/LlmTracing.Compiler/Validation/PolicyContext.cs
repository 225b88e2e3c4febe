using LlmTracing.Compiler.Api;

namespace LlmTracing.Compiler.Validation;

/// <summary>A policy and its surroundings.</summary>
/// <param name="Pipeline">The pipeline that it refers to; null when there is none.</param>
internal sealed record PolicyContext(LlmTracingPolicy Policy, TracePipeline? Pipeline, ClusterFacts Facts, CompilerSettings Settings)
{
    internal LlmTracingPolicySpec Spec => Policy.Spec;

    internal bool IsCatalogue => Policy.Metadata.Namespace == Settings.OperatorNamespace;
}
