using Kube.Model;
using Kube.Runtime;
using LlmTracing.Compiler;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Resolve;
using LlmTracing.Compiler.Status;
using LlmTracing.Operator.Hosting;
using LlmTracing.Operator.Pipelines;
using LlmTracing.Operator.Telemetry;

namespace LlmTracing.Operator.Policies;

/// <summary>Says of a policy what its pipeline made of it. Writes nothing but status.</summary>
internal sealed class PolicyReconciler(
    ClusterInformers informers,
    LatestCompilations compilations,
    FactsGatherer facts,
    CompilerSettings settings,
    StatusWriter writer,
    EventRecorder events,
    TimeProvider time) : IReconciler<LlmTracingPolicy>
{
    /// <remarks>Beside the policy itself only what became of its pipeline counts.</remarks>
    public void Setup(ControllerBuilder<LlmTracingPolicy> controller) => controller
        .For(informers.Policies)
        .WatchesSource((enqueue, until) => compilations.Subscribe(
            pipeline =>
            {
                foreach (var policy in informers.PoliciesOf(pipeline))
                {
                    enqueue(policy.Metadata.Key);
                }
            },
            until));

    public async ValueTask<Outcome> ReconcileAsync(LlmTracingPolicy value, CancellationToken cancellationToken)
    {
        if (value.Metadata.DeletionTimestamp is null && Known(value) is var (outcome, pipeline))
        {
            await WriteAsync(value, outcome, pipeline, cancellationToken);
        }

        return Outcome.Done;
    }

    public ValueTask DeletedAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        writer.Forget(ApiKinds.LlmTracingPolicy, key);
        return ValueTask.CompletedTask;
    }

    /// <summary>Null while the pipeline has not got to this version of the policy; its reconcile will ask again.</summary>
    private (PolicyOutcome Outcome, TracePipelineStatus? Pipeline)? Known(LlmTracingPolicy policy) =>
        informers.Pipelines.Store.Find(PipelineTarget.Of(policy)) is null
            ? (PolicyResolver.Outcome(policy, null, facts.FromCaches(), settings), null)
        : compilations.Find(policy) is var (outcome, pipeline) ? (outcome, pipeline)
        : null;

    private async Task WriteAsync(
        LlmTracingPolicy policy, PolicyOutcome outcome, TracePipelineStatus? pipeline, CancellationToken cancellationToken)
    {
        LlmTracingPolicyStatus? before = null;
        LlmTracingPolicyStatus after = new();
        var written = await writer.WriteAsync(
            ApiKinds.LlmTracingPolicy,
            policy.Metadata,
            policy.Status,
            Next,
            ApiKinds.JsonOptions.TypeInfo<LlmTracingPolicyStatus>(),
            status => status with { LastReconcile = Instruments.Reconcile ?? status.LastReconcile },
            cancellationToken);
        if (written)
        {
            events.RecordTransitions(ApiKinds.LlmTracingPolicy, policy.Metadata, before?.Conditions ?? [], after.Conditions);
        }

        LlmTracingPolicyStatus Next(LlmTracingPolicyStatus? current)
        {
            before = current;
            var wanted = PolicyStatus.Of(outcome with { Policy = policy with { Status = current } }, pipeline);
            return after = wanted with
            {
                Conditions = ConditionTimes.Merge(current?.Conditions ?? [], wanted.Conditions, time.GetUtcNow()),
            };
        }
    }
}
