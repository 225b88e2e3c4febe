using System.Collections.Immutable;
using k8s.Models;
using Kube.Model;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Objects;

/// <summary>A pipeline's objects in its namespace, in apply order: referenced objects come first.</summary>
public static class PipelineObjects
{
    /// <param name="configuration">The collectors' configuration.</param>
    public static ImmutableArray<DesiredObject> Render(
        TracePipeline pipeline, PipelinePlan plan, string configuration, ClusterFacts facts, CompilerSettings settings) =>
    [
        DesiredObject.Of(Kinds.ServiceAccount, Account(pipeline)),
        DesiredObject.Of(Kinds.ConfigMap, Plans(pipeline, plan)),
        DesiredObject.Of(Kinds.ConfigMap, Configuration(pipeline, configuration)),
        DesiredObject.Of(Kinds.Service, IngestNetwork.Service(pipeline)),
        .. pipeline.Spec.Network.NetworkPolicy == Switch.Disabled
            ? ImmutableArray<DesiredObject>.Empty
            : [DesiredObject.Of(Kinds.NetworkPolicy, IngestNetwork.Policy(pipeline))],
        .. IngestDeployment.Replicas(pipeline) > 1
            ? [DesiredObject.Of(Kinds.PodDisruptionBudget, DisruptionBudget(pipeline))]
            : ImmutableArray<DesiredObject>.Empty,
        DesiredObject.Of(Kinds.Deployment, IngestDeployment.Of(pipeline, plan, configuration, facts, settings)),
    ];

    private static V1ServiceAccount Account(TracePipeline pipeline) => new()
    {
        ApiVersion = Kinds.ServiceAccount.ApiVersion,
        Kind = Kinds.ServiceAccount.Kind,
        Metadata = PipelineMetadata.Of(pipeline, PipelineNames.Ingest(pipeline.Metadata.Key)),
        AutomountServiceAccountToken = false,
    };

    private static V1ConfigMap Plans(TracePipeline pipeline, PipelinePlan plan) => new()
    {
        ApiVersion = Kinds.ConfigMap.ApiVersion,
        Kind = Kinds.ConfigMap.Kind,
        Metadata = PipelineMetadata.Of(pipeline, PipelineNames.Plans(pipeline.Metadata.Key)),
        Data = Collections.Map((PlansInForce.File, PlansInForce.Write(plan))),
    };

    private static V1ConfigMap Configuration(TracePipeline pipeline, string configuration) => new()
    {
        ApiVersion = Kinds.ConfigMap.ApiVersion,
        Kind = Kinds.ConfigMap.Kind,
        Metadata = PipelineMetadata.Of(pipeline, PipelineNames.Configuration(pipeline.Metadata.Key, configuration)),
        Data = Collections.Map((IngestPod.ConfigurationFile, configuration)),
        Immutable = true,
    };

    private static V1PodDisruptionBudget DisruptionBudget(TracePipeline pipeline) => new()
    {
        ApiVersion = Kinds.PodDisruptionBudget.ApiVersion,
        Kind = Kinds.PodDisruptionBudget.Kind,
        Metadata = PipelineMetadata.Of(pipeline, PipelineNames.Ingest(pipeline.Metadata.Key)),
        Spec = new V1PodDisruptionBudgetSpec
        {
            MaxUnavailable = 1,
            UnhealthyPodEvictionPolicy = "AlwaysAllow",
            Selector = new V1LabelSelector { MatchLabels = PipelineMetadata.Selector(pipeline.Metadata.Key) },
        },
    };
}
