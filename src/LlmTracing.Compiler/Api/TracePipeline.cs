using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Kube.Model;

namespace LlmTracing.Compiler.Api;

/// <summary>Where traces go: the collectors and the backends behind them (<c>tracepipelines.llmtracing.dev</c>).</summary>
public sealed record TracePipeline : IKubeObject
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public required ObjectMeta Metadata { get; init; }

    public required TracePipelineSpec Spec { get; init; }

    public TracePipelineStatus? Status { get; init; }
}

/// <summary>What the platform team declares.</summary>
public sealed record TracePipelineSpec
{
    public AllowedNamespaces AllowedNamespaces { get => field ?? new(); init; } = new();

    public CollectorSpec Collector { get => field ?? new(); init; } = new();

    /// <summary>At least one; names are unique.</summary>
    public ImmutableArray<Backend> Backends { get => field.OrEmpty(); init; }

    public NetworkSpec Network { get => field ?? new(); init; } = new();
}

/// <summary>Which namespaces may send here, in the Gateway API's form.</summary>
public sealed record AllowedNamespaces
{
    public AllowedFrom From { get; init; }

    /// <summary>Labels of namespaces; only with <see cref="AllowedFrom.Selector"/>.</summary>
    public LabelSelector? Selector { get; init; }
}

[JsonConverter(typeof(JsonStringEnumConverter<AllowedFrom>))]
public enum AllowedFrom
{
    /// <summary>Only the namespace of the pipeline.</summary>
    Same,
    All,
    Selector,
}

/// <summary>The collectors that receive, redact and forward.</summary>
public sealed record CollectorSpec
{
    /// <summary>Null means the operator's pinned default; component names are those of that version.</summary>
    public string? Image { get; init; }

    public CollectorTier Ingest { get => field ?? new(); init; } = new();
}

/// <summary>One Deployment of collectors.</summary>
public sealed record CollectorTier
{
    /// <summary>Two by default, so that a rollout or a lost node does not interrupt the flow.</summary>
    public int? Replicas { get; init; }

    public ResourceRequirements? Resources { get; init; }

    public ImmutableSortedDictionary<string, string> NodeSelector { get => field.OrEmpty(); init; }

    public ImmutableArray<Toleration> Tolerations { get => field.OrEmpty(); init; }

    public string? PriorityClassName { get; init; }

    public ImmutableSortedDictionary<string, string> PodAnnotations { get => field.OrEmpty(); init; }
}

/// <summary>Who may reach the collectors over the network.</summary>
public sealed record NetworkSpec
{
    /// <summary>Whether to create a NetworkPolicy; <see cref="Switch.Enabled"/> by default.</summary>
    public Switch? NetworkPolicy { get; init; }

    /// <summary>Peers that may send OTLP; empty means every pod in the cluster.</summary>
    public ImmutableArray<NetworkPolicyPeer> From { get => field.OrEmpty(); init; }
}

[JsonConverter(typeof(JsonStringEnumConverter<Switch>))]
public enum Switch
{
    Enabled,
    Disabled,
}

/// <summary>What the operator reports about a pipeline.</summary>
public sealed record TracePipelineStatus
{
    public long? ObservedGeneration { get; init; }

    public ImmutableArray<Condition> Conditions { get => field.OrEmpty(); init; }

    /// <summary>Base URL for OTLP over HTTP.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Name of the ConfigMap with the collectors' configuration.</summary>
    public string? Configuration { get; init; }

    /// <summary>Number of policies that send to this pipeline.</summary>
    public int? Policies { get; init; }

    public int? ReadyReplicas { get; init; }

    public LastReconcile? LastReconcile { get; init; }
}

/// <summary>The trace of the reconcile that last changed this status.</summary>
public sealed record LastReconcile
{
    [JsonPropertyName("traceID")]
    public string? TraceId { get; init; }
}
