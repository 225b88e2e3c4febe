using System.Collections.Concurrent;
using Kube.Model;
using LlmTracing.Compiler;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Resolve;

namespace LlmTracing.Operator.Pipelines;

/// <summary>What became of each pipeline the last time it was reconciled: what policies report, so that none says "programmed" too
/// early.</summary>
internal sealed class LatestCompilations
{
    private readonly ConcurrentDictionary<ObjectKey, (PipelineCompilation Compilation, TracePipelineStatus Status)> latest = new();

    private event Action<ObjectKey>? Changed;

    /// <summary>Calls <paramref name="handler"/>, which must not block, after each reconcile of a pipeline and after its
    /// deletion.</summary>
    public void Subscribe(Action<ObjectKey> handler, CancellationToken until)
    {
        Changed += handler;
        until.UnsafeRegister(_ => Changed -= handler, null);
    }

    public void Publish(ObjectKey pipeline, PipelineCompilation compilation, TracePipelineStatus status)
    {
        latest[pipeline] = (compilation, status);
        Changed?.Invoke(pipeline);
    }

    public void Remove(ObjectKey pipeline)
    {
        latest.TryRemove(pipeline, out _);
        Changed?.Invoke(pipeline);
    }

    /// <summary>What the pipeline made of exactly this version of the policy; null when it did not get to it yet.</summary>
    public (PolicyOutcome Outcome, TracePipelineStatus Pipeline)? Find(LlmTracingPolicy policy) =>
        latest.TryGetValue(PipelineTarget.Of(policy), out var one)
        && one.Compilation.Policies.FirstOrDefault(outcome => IsSame(outcome.Policy, policy)) is { } outcome
            ? (outcome with { Policy = policy }, one.Status)
            : null;

    private static bool IsSame(LlmTracingPolicy seen, LlmTracingPolicy policy) =>
        seen.Metadata.Key == policy.Metadata.Key
            && seen.Metadata.Uid == policy.Metadata.Uid
            && seen.Metadata.Generation == policy.Metadata.Generation;
}
