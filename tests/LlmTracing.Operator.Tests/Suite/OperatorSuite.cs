using Kube.Model;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Operator.Tests;

/// <summary>What the operator does on any server; each server has a class that runs all of it.</summary>
public abstract partial class OperatorSuite
{
    private protected abstract Task<Cluster> StartAsync();

    private protected static Condition? Condition(TracePipeline pipeline, string type) =>
        pipeline.Status?.Conditions.FirstOrDefault(condition => condition.Type == type
            && condition.ObservedGeneration == pipeline.Metadata.Generation);

    private protected static Condition? Condition(LlmTracingPolicy policy, string type) =>
        policy.Status?.Conditions.FirstOrDefault(condition => condition.Type == type
            && condition.ObservedGeneration == policy.Metadata.Generation);

    private protected static bool Is(TracePipeline pipeline, string type, string status = "True") =>
        Condition(pipeline, type)?.Status == status;

    private protected static bool Is(LlmTracingPolicy policy, string type, string status = "True") =>
        Condition(policy, type)?.Status == status;

    /// <summary>A pipeline and a policy, programmed and rolled out.</summary>
    private protected static async Task RunningAsync(Cluster cluster)
    {
        await cluster.ApplyAsync(Some.Pipeline(cluster.Platform));
        await cluster.ApplyAsync(Some.Policy(cluster.Team, cluster.Platform));
        await cluster.PolicyAsync(policy => Is(policy, "Programmed"));
        await cluster.RollOutAsync();
        await cluster.PipelineAsync(pipeline => Is(pipeline, "Ready"));
        await cluster.PolicyAsync(policy => Is(policy, "Ready"));
    }
}
