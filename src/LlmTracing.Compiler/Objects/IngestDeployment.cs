using System.Collections.Immutable;
using System.Text;
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

    internal static Deployment Of(TracePipeline pipeline, PipelinePlan plan, string configuration, ClusterFacts facts, CompilerSettings settings) => new()
    {
        ApiVersion = Kinds.Deployment.ApiVersion,
        Kind = Kinds.Deployment.Kind,
        Metadata = PipelineMetadata.Of(pipeline, PipelineNames.Ingest(pipeline.Metadata.Key)),
        Spec = new DeploymentSpec
        {
            Replicas = Replicas(pipeline),
            RevisionHistoryLimit = 3,
            Selector = new LabelSelector { MatchLabels = PipelineMetadata.Selector(pipeline.Metadata.Key) },
            Strategy = new DeploymentStrategy { Type = "RollingUpdate", RollingUpdate = new RollingUpdate { MaxSurge = 1, MaxUnavailable = 0 } },
            Template = new PodTemplateSpec
            {
                Metadata = new ObjectMeta { Labels = PipelineMetadata.Labels(pipeline.Metadata.Key), Annotations = Annotations(pipeline, plan, facts) },
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
        var names = plan.SecretEnvironment.Values.Select(selector => selector.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var versions = names.Select(name =>
            $"{name}={(secrets.TryGetValue(new ObjectKey(pipeline.Metadata.Namespace ?? "", name), out var secret) ? secret.Version : "")}");
        return Encoding.UTF8.GetBytes(string.Join('\n', versions));
    }
}
