using System.Collections.Immutable;
using System.Text;
using k8s.Models;
using Kube.Model;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Objects;

/// <summary>The collectors that receive, redact and forward.</summary>
internal static class IngestDeployment
{
    private const int DefaultReplicas = 2;
    private const int SecretsDigits = 16;

    internal static int Replicas(TracePipeline pipeline) => pipeline.Spec.Collector.Ingest.Replicas ?? DefaultReplicas;

    internal static V1Deployment Of(
        TracePipeline pipeline, PipelinePlan plan, string configuration, ClusterFacts facts, CompilerSettings settings) => new()
    {
        ApiVersion = Kinds.Deployment.ApiVersion,
        Kind = Kinds.Deployment.Kind,
        Metadata = PipelineMetadata.Of(pipeline, PipelineNames.Ingest(pipeline.Metadata.Key)),
        Spec = new V1DeploymentSpec
        {
            Replicas = Replicas(pipeline),
            RevisionHistoryLimit = 3,
            Selector = new V1LabelSelector { MatchLabels = PipelineMetadata.Selector(pipeline.Metadata.Key) },
            Strategy = new V1DeploymentStrategy
            {
                Type = "RollingUpdate",
                RollingUpdate = new V1RollingUpdateDeployment { MaxSurge = 1, MaxUnavailable = 0 },
            },
            Template = new V1PodTemplateSpec
            {
                Metadata = new V1ObjectMeta
                {
                    Labels = PipelineMetadata.Labels(pipeline.Metadata.Key),
                    Annotations = Annotations(pipeline, plan, facts),
                },
                Spec = IngestPod.Of(pipeline, plan, configuration, settings),
            },
        },
    };

    private static ImmutableSortedDictionary<string, string> Annotations(TracePipeline pipeline, PipelinePlan plan, ClusterFacts facts)
    {
        var annotations = pipeline.Spec.Collector.Ingest.PodAnnotations;
        return facts.Secrets is null || plan.SecretEnvironment.IsEmpty
            ? annotations
            : annotations.SetItem(WellKnown.SecretsAnnotation, PlanDigest.Of(Versions(pipeline, plan, facts.Secrets), SecretsDigits));
    }

    private static byte[] Versions(TracePipeline pipeline, PipelinePlan plan, ImmutableDictionary<ObjectKey, SecretFact> secrets)
    {
        var names = plan.SecretEnvironment.Values.Select(selector => selector.Name).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        var versions = names.Select(name =>
            $"{name}="
                + (secrets.TryGetValue(new ObjectKey(pipeline.Metadata.Namespace ?? "", name), out var secret) ? secret.Version : ""));
        return Encoding.UTF8.GetBytes(string.Join('\n', versions));
    }
}
