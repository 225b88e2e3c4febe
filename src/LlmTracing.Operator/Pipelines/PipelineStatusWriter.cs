using Kube.Model;
using Kube.Runtime;
using LlmTracing.Compiler;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Objects;
using LlmTracing.Compiler.Status;
using LlmTracing.Operator.Hosting;
using LlmTracing.Operator.Telemetry;

namespace LlmTracing.Operator.Pipelines;

/// <summary>Says of a pipeline what was found and what runs, and tells transitions as Events.</summary>
internal sealed class PipelineStatusWriter(StatusWriter writer, EventRecorder events, ClusterInformers informers, TimeProvider time)
{
    /// <summary>The Deployment of a pipeline.</summary>
    public static ObjectKey Collectors(TracePipeline pipeline) =>
        new(pipeline.Metadata.Namespace ?? "", PipelineNames.Ingest(pipeline.Metadata.Key));

    /// <param name="changedNow">Whether the Deployment was just written.</param>
    /// <returns>The status as it is now.</returns>
    public async Task<TracePipelineStatus> WriteAsync(
        TracePipeline pipeline, PipelineCompilation compilation, bool changedNow, CancellationToken cancellationToken)
    {
        var collectors = Seen(pipeline, compilation, changedNow);
        TracePipelineStatus? before = null;
        TracePipelineStatus after = new();
        var written = await writer.WriteAsync(
            ApiKinds.TracePipeline,
            pipeline.Metadata,
            pipeline.Status,
            Next,
            ApiKinds.JsonOptions.TypeInfo<TracePipelineStatus>(),
            status => status with { LastReconcile = Instruments.Reconcile ?? status.LastReconcile },
            cancellationToken);
        if (written)
        {
            events.RecordTransitions(ApiKinds.TracePipeline, pipeline.Metadata, before?.Conditions ?? [], after.Conditions);
        }

        return after;

        TracePipelineStatus Next(TracePipelineStatus? current)
        {
            before = current;
            var wanted = PipelineStatus.Of(pipeline with { Status = current }, compilation, collectors);
            return after = wanted with
            {
                Conditions = ConditionTimes.Merge(current?.Conditions ?? [], wanted.Conditions, time.GetUtcNow()),
            };
        }
    }

    public void Forget(ObjectKey key) => writer.Forget(ApiKinds.TracePipeline, key);

    /// <summary>Whether all collectors run this very configuration, as far as the cache knows.</summary>
    public bool IsRolledOut(TracePipeline pipeline, PipelineCompilation compilation) =>
        PipelineStatus.Of(pipeline, compilation, Seen(pipeline, compilation, changedNow: false))
            .Conditions.Any(condition => condition is { Type: "Ready", IsTrue: true });

    /// <summary>What the Deployment says of itself; nothing about a rollout if the cache does not have our last change yet, because then it
    /// speaks of the pods before.</summary>
    private CollectorDeployment? Seen(TracePipeline pipeline, PipelineCompilation compilation, bool changedNow)
    {
        var seen = informers.Deployments.Store.Find(Collectors(pipeline));
        var isBefore = changedNow
            || (compilation.Configuration is { } text && PipelineNames.Configuration(pipeline.Metadata.Key, text) != seen?.Configuration());
        return seen is { Status: { } status } && isBefore ? seen with { Status = status with { ObservedGeneration = null } } : seen;
    }
}
