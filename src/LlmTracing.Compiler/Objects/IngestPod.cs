using System.Collections.Immutable;
using System.Globalization;
using k8s.Models;
using Kube.Model;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Collector;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Objects;

/// <summary>One collector as a pod that passes the <c>restricted</c> Pod Security level.</summary>
internal static class IngestPod
{
    internal const string ConfigurationFile = "collector.yaml";

    private const string ConfigurationFolder = "/etc/otelcol";
    private const string ConfigurationVolume = "configuration";
    private const string HealthPort = "health";

    /// <summary>User of the collector's image.</summary>
    private const long CollectorUser = 10001;

    /// <summary>Makes Go collect garbage before the container is killed.</summary>
    private const decimal ShareOfMemoryForGo = 0.8m;

    private static readonly ResourceRequirements DefaultResources = new()
    {
        Requests = Amounts(("cpu", "100m"), ("memory", "256Mi")),
        Limits = Amounts(("memory", "512Mi")),
    };

    internal static V1PodSpec Of(TracePipeline pipeline, PipelinePlan plan, string configuration, CompilerSettings settings)
    {
        var tier = pipeline.Spec.Collector.Ingest;
        return new V1PodSpec
        {
            ServiceAccountName = PipelineNames.Ingest(pipeline.Metadata.Key),
            AutomountServiceAccountToken = true,
            EnableServiceLinks = false,
            TerminationGracePeriodSeconds = 30,
            PriorityClassName = tier.PriorityClassName,
            NodeSelector = tier.NodeSelector,
            Tolerations = [.. tier.Tolerations.Select(toleration => toleration.ToModel())],
            SecurityContext = new V1PodSecurityContext
            {
                RunAsNonRoot = true,
                RunAsUser = CollectorUser,
                RunAsGroup = CollectorUser,
                SeccompProfile = new V1SeccompProfile { Type = "RuntimeDefault" },
            },
            TopologySpreadConstraints = [OverHosts(pipeline)],
            Containers = [Collector(plan, pipeline.Spec.Collector.Image ?? settings.CollectorImage, Resources(tier))],
            Volumes =
            [
                new V1Volume
                {
                    Name = ConfigurationVolume,
                    ConfigMap = new V1ConfigMapVolumeSource { Name = PipelineNames.Configuration(pipeline.Metadata.Key, configuration) },
                },
            ],
        };
    }

    private static V1Container Collector(PipelinePlan plan, string image, ResourceRequirements resources) => new()
    {
        Name = "collector",
        Image = image,
        Args = [$"--config=file:{ConfigurationFolder}/{ConfigurationFile}"],
        Env = Environment(plan, resources),
        Ports =
        [
            Port(IngestNetwork.GrpcPort, WellKnown.OtlpGrpcPort),
            Port(IngestNetwork.HttpPort, WellKnown.OtlpHttpPort),
            Port("metrics", CollectorConfiguration.MetricsPort),
            Port(HealthPort, CollectorConfiguration.HealthPort),
        ],
        Resources = resources.ToModel(),
        ReadinessProbe = Healthy(failures: 3),
        LivenessProbe = Healthy(failures: 6),
        VolumeMounts = [new V1VolumeMount { Name = ConfigurationVolume, MountPath = ConfigurationFolder, ReadOnlyProperty = true }],
        SecurityContext = new V1SecurityContext
        {
            AllowPrivilegeEscalation = false,
            ReadOnlyRootFilesystem = true,
            Capabilities = new V1Capabilities { Drop = ["ALL"] },
        },
    };

    private static List<V1EnvVar> Environment(PipelinePlan plan, ResourceRequirements resources) =>
    [
        .. resources.Limits.TryGetValue("memory", out var limit)
            ? [new V1EnvVar { Name = "GOMEMLIMIT", Value = Share(limit).ToString(CultureInfo.InvariantCulture) }]
            : Array.Empty<V1EnvVar>(),
        .. plan.SecretEnvironment.Select(
            pair => new V1EnvVar { Name = pair.Key, ValueFrom = new V1EnvVarSource { SecretKeyRef = pair.Value.ToModel() } }),
    ];

    private static long Share(Quantity limit) => (long)Math.Min(limit.Value * ShareOfMemoryForGo, long.MaxValue);

    private static ResourceRequirements Resources(CollectorTier tier) =>
        tier.Resources is { } chosen && chosen.Requests.Count + chosen.Limits.Count > 0 ? chosen : DefaultResources;

    private static V1TopologySpreadConstraint OverHosts(TracePipeline pipeline) => new()
    {
        MaxSkew = 1,
        TopologyKey = "kubernetes.io/hostname",
        WhenUnsatisfiable = "ScheduleAnyway",
        LabelSelector = new V1LabelSelector { MatchLabels = PipelineMetadata.Selector(pipeline.Metadata.Key) },
    };

    private static V1ContainerPort Port(string name, int number) => new() { Name = name, ContainerPort = number, Protocol = "TCP" };

    private static V1Probe Healthy(int failures) => new()
    {
        HttpGet = new V1HTTPGetAction { Path = "/", Port = HealthPort },
        PeriodSeconds = 5,
        FailureThreshold = failures,
    };

    private static ImmutableSortedDictionary<string, Quantity> Amounts(params ReadOnlySpan<(string Resource, string Amount)> amounts)
    {
        var map = ImmutableSortedDictionary.CreateBuilder<string, Quantity>(StringComparer.Ordinal);
        foreach (var (resource, amount) in amounts)
        {
            map[resource] = Quantity.Parse(amount);
        }

        return map.ToImmutable();
    }
}
