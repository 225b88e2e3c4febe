using System.Collections.Immutable;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Collector;
using LlmTracing.Compiler.Objects;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Resolve;
using LlmTracing.Compiler.Validation;

namespace LlmTracing.Compiler;

/// <summary>
/// The product: custom resources and facts in; findings, collector configuration, objects and policy outcomes out.
/// Pure: equal input gives equal bytes.
/// </summary>
public static class TraceCompiler
{
    /// <summary>Compiles one pipeline with all policies that affect it.</summary>
    public static PipelineCompilation Compile(TracePipeline pipeline, ClusterFacts facts, CompilerSettings settings)
    {
        var policies = PolicyResolver.Resolve(pipeline, facts, settings);
        var findings = PipelineValidator.Validate(pipeline, facts);
        if (findings.Any(finding => finding.Severity == Severity.Error))
        {
            return PipelineCompilation.Rejected(findings, policies);
        }

        var plan = PipelinePlanner.Plan(pipeline, policies, facts, settings);
        var configuration = CollectorConfiguration.Render(plan);
        var objects = PipelineObjects.Render(pipeline, plan, configuration, facts, settings);
        return ObjectSize.Check(pipeline, objects) is { } tooLarge
            ? PipelineCompilation.Rejected(findings.Add(tooLarge), policies)
            : new PipelineCompilation(findings, plan, configuration, objects, policies);
    }
}

/// <summary>The result for a pipeline. Without a plan, nothing may change in the cluster: what runs keeps running.</summary>
public sealed record PipelineCompilation(
    ImmutableArray<Finding> Findings,
    PipelinePlan? Plan,
    string? Configuration,
    ImmutableArray<DesiredObject> Objects,
    ImmutableArray<PolicyOutcome> Policies)
{
    /// <summary>For a pipeline with errors; its policies are still validated.</summary>
    public static PipelineCompilation Rejected(ImmutableArray<Finding> findings, ImmutableArray<PolicyOutcome> policies) =>
        new(findings, null, null, [], policies);
}
