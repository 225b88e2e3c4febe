using Kube.Model;
using Kube.Runtime;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Objects;
using LlmTracing.Compiler.Status;

namespace LlmTracing.Operator.Pipelines;

/// <summary>The Deployment of a pipeline as the cache has it, and what may be concluded from it.</summary>
/// <param name="Deployment">Null when there is none.</param>
/// <param name="Configuration">Name of the ConfigMap that its pods mount.</param>
internal sealed record Collectors(CollectorDeployment? Deployment, string? Configuration)
{
    public static Collectors Find(TracePipeline pipeline, Informer<CollectorDeployment> deployments)
    {
        var deployment = deployments.Store.Find(Key(pipeline));
        return new Collectors(deployment, deployment?.Configuration());
    }

    public static ObjectKey Key(TracePipeline pipeline) => new(pipeline.Metadata.Namespace ?? "", PipelineNames.Ingest(pipeline.Metadata.Key));

    /// <summary>
    /// What the Deployment says of itself; nothing about a rollout if the cache does not have our last change yet, because then it speaks of the
    /// pods before.
    /// </summary>
    /// <param name="configuration">Name of the ConfigMap that it shall run; null when nothing was applied.</param>
    public CollectorDeployment? RolloutVisibleFor(string? configuration, bool changedNow) =>
        Deployment is { Status: { } status } && (changedNow || (configuration is not null && configuration != Configuration))
            ? Deployment with { Status = status with { ObservedGeneration = null } }
            : Deployment;

    /// <summary>Whether an object that is no longer wanted must stay: old configurations, until no pod can need them.</summary>
    public static bool MustStay(TracePipeline pipeline, bool rolledOut, ResourceType type, ObjectMeta item) =>
        !rolledOut
        && type.Kind == Kinds.ConfigMap.Kind
        && item.Name?.StartsWith($"{PipelineNames.Ingest(pipeline.Metadata.Key)}-", StringComparison.Ordinal) == true;
}
