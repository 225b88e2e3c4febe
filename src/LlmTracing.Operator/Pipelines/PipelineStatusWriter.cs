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
    /// <returns>The status as it is now.</returns>
    public async Task<TracePipelineStatus> WriteAsync(
        TracePipeline pipeline, PipelineCompilation compilation, bool changedNow, CancellationToken cancellationToken)
    {
        var collectors = Collectors.Find(pipeline, informers.Deployments).RolloutVisibleFor(ConfigurationOf(pipeline, compilation), changedNow);
        TracePipelineStatus? before = null;
        TracePipelineStatus after = new();
        var written = await writer.WriteAsync(
            ApiKinds.TracePipeline, pipeline.Metadata, pipeline.Status, Next, ApiKinds.JsonOptions.TypeInfo<TracePipelineStatus>(), Stamp, cancellationToken);
        if (written)
        {
            events.Record(ApiKinds.TracePipeline, pipeline.Metadata, Transition.Between(before?.Conditions ?? [], after.Conditions));
        }

        return after;

        TracePipelineStatus Next(TracePipelineStatus? current)
        {
            before = current;
            var wanted = PipelineStatus.Of(pipeline with { Status = current }, compilation, collectors);
            return after = wanted with { Conditions = ConditionTimes.Merge(current?.Conditions ?? [], wanted.Conditions, time.GetUtcNow()) };
        }
    }

    public void Forget(ObjectKey key) => writer.Forget(ApiKinds.TracePipeline, key);

    /// <summary>Whether all collectors run this very configuration, as far as the cache knows.</summary>
    public bool IsRolledOut(TracePipeline pipeline, PipelineCompilation compilation)
    {
        var collectors = Collectors.Find(pipeline, informers.Deployments).RolloutVisibleFor(ConfigurationOf(pipeline, compilation), changedNow: false);
        return PipelineStatus.Of(pipeline, compilation, collectors).Conditions.Any(condition => condition is { Type: "Ready", IsTrue: true });
    }

    private static string? ConfigurationOf(TracePipeline pipeline, PipelineCompilation compilation) =>
        compilation.Configuration is { } text ? PipelineNames.Configuration(pipeline.Metadata.Key, text) : null;

    private static TracePipelineStatus Stamp(TracePipelineStatus status) => status with { LastReconcile = ReconcileTrace.Current ?? status.LastReconcile };
}
