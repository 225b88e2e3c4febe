using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Kube.Model;

/// <summary>A pod.</summary>
public sealed record Pod : IKubeObject
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public required ObjectMeta Metadata { get; init; }

    public PodSpec? Spec { get; init; }

    public PodStatus? Status { get; init; }
}

/// <summary>What a pod runs. Fields that a schema defaults are nullable, so that an apply owns only what it sets.</summary>
public sealed record PodSpec
{
    public ImmutableArray<Container> Containers { get => field.OrEmpty(); init; }

    public ImmutableArray<Container> InitContainers { get => field.OrEmpty(); init; }

    public ImmutableArray<Volume> Volumes { get => field.OrEmpty(); init; }

    public string? ServiceAccountName { get; init; }

    public string? NodeName { get; init; }

    public ImmutableSortedDictionary<string, string> NodeSelector { get => field.OrEmpty(); init; }

    public ImmutableArray<Toleration> Tolerations { get => field.OrEmpty(); init; }

    public ImmutableArray<TopologySpreadConstraint> TopologySpreadConstraints { get => field.OrEmpty(); init; }

    public string? PriorityClassName { get; init; }

    public string? RestartPolicy { get; init; }

    public bool? HostNetwork { get; init; }

    public bool? AutomountServiceAccountToken { get; init; }

    public bool? EnableServiceLinks { get; init; }

    public int? TerminationGracePeriodSeconds { get; init; }

    public PodSecurityContext? SecurityContext { get; init; }
}

/// <summary>The pods that a workload makes.</summary>
public sealed record PodTemplateSpec
{
    public ObjectMeta? Metadata { get; init; }

    public PodSpec? Spec { get; init; }
}

/// <summary>What a node says of a pod.</summary>
public sealed record PodStatus
{
    public string? Phase { get; init; }

    public string? PodIP { get; init; }

    public ImmutableArray<PodIP> PodIPs { get => field.OrEmpty(); init; }

    public string? HostIP { get; init; }

    [JsonConverter(typeof(TimeConverter))]
    public DateTimeOffset? StartTime { get; init; }

    public ImmutableArray<PodCondition> Conditions { get => field.OrEmpty(); init; }

    public ImmutableArray<ContainerStatus> ContainerStatuses { get => field.OrEmpty(); init; }

    public string? Reason { get; init; }

    public string? Message { get; init; }
}

/// <summary>One address of a pod.</summary>
public sealed record PodIP
{
    public required string Ip { get; init; }
}

/// <summary>One condition of a pod.</summary>
public sealed record PodCondition
{
    public required string Type { get; init; }

    public required string Status { get; init; }

    public string? Reason { get; init; }

    public string? Message { get; init; }

    [JsonConverter(typeof(TimeConverter))]
    public DateTimeOffset? LastTransitionTime { get; init; }
}

/// <summary>A taint that a pod accepts.</summary>
public sealed record Toleration
{
    public string? Key { get; init; }

    public string? Operator { get; init; }

    public string? Value { get; init; }

    public string? Effect { get; init; }

    public long? TolerationSeconds { get; init; }
}

/// <summary>How pods spread over domains.</summary>
public sealed record TopologySpreadConstraint
{
    public int? MaxSkew { get; init; }

    public string? TopologyKey { get; init; }

    public string? WhenUnsatisfiable { get; init; }

    public LabelSelector? LabelSelector { get; init; }
}

/// <summary>Security settings of all containers.</summary>
public sealed record PodSecurityContext
{
    public bool? RunAsNonRoot { get; init; }

    public long? RunAsUser { get; init; }

    public long? RunAsGroup { get; init; }

    public SeccompProfile? SeccompProfile { get; init; }
}

/// <summary>System call filter.</summary>
public sealed record SeccompProfile
{
    public required string Type { get; init; }
}
