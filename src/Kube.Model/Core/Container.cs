using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Kube.Model;

/// <summary>One container.</summary>
public sealed record Container
{
    public required string Name { get; init; }

    public string? Image { get; init; }

    public ImmutableArray<string> Command { get => field.OrEmpty(); init; }

    public ImmutableArray<string> Args { get => field.OrEmpty(); init; }

    public ImmutableArray<EnvVar> Env { get => field.OrEmpty(); init; }

    public ImmutableArray<EnvFromSource> EnvFrom { get => field.OrEmpty(); init; }

    public ImmutableArray<ContainerPort> Ports { get => field.OrEmpty(); init; }

    public ResourceRequirements? Resources { get; init; }

    public ImmutableArray<VolumeMount> VolumeMounts { get => field.OrEmpty(); init; }

    public Probe? LivenessProbe { get; init; }

    public Probe? ReadinessProbe { get; init; }

    public Probe? StartupProbe { get; init; }

    public SecurityContext? SecurityContext { get; init; }

    public string? TerminationMessagePath { get; init; }

    public string? TerminationMessagePolicy { get; init; }

    public string? RestartPolicy { get; init; }
}

/// <summary>A port that a container listens on.</summary>
public sealed record ContainerPort
{
    public string? Name { get; init; }

    [JsonPropertyName("containerPort")]
    public required int Number { get; init; }

    public string? Protocol { get; init; }
}

/// <summary>Requests and limits by resource name.</summary>
public sealed record ResourceRequirements
{
    public ImmutableSortedDictionary<string, Quantity> Requests { get => field.OrEmpty(); init; }

    public ImmutableSortedDictionary<string, Quantity> Limits { get => field.OrEmpty(); init; }
}

/// <summary>Where a volume appears in the file system.</summary>
public sealed record VolumeMount
{
    public required string Name { get; init; }

    public required string MountPath { get; init; }

    public string? SubPath { get; init; }

    public bool? ReadOnly { get; init; }
}

/// <summary>A health check; exactly one action is set.</summary>
public sealed record Probe
{
    public HttpGetAction? HttpGet { get; init; }

    public TcpSocketAction? TcpSocket { get; init; }

    public ExecAction? Exec { get; init; }

    public int? TimeoutSeconds { get; init; }

    public int? PeriodSeconds { get; init; }

    public int? FailureThreshold { get; init; }
}

/// <summary>GET that answers 200 to 399.</summary>
public sealed record HttpGetAction
{
    public string? Path { get; init; }

    public required IntOrString Port { get; init; }

    public string? Host { get; init; }

    public string? Scheme { get; init; }
}

/// <summary>Connect that succeeds.</summary>
public sealed record TcpSocketAction
{
    public required IntOrString Port { get; init; }

    public string? Host { get; init; }
}

/// <summary>Command that exits 0.</summary>
public sealed record ExecAction
{
    public ImmutableArray<string> Command { get => field.OrEmpty(); init; }
}

/// <summary>Security settings of one container.</summary>
public sealed record SecurityContext
{
    public bool? AllowPrivilegeEscalation { get; init; }

    public bool? ReadOnlyRootFilesystem { get; init; }

    public bool? RunAsNonRoot { get; init; }

    public long? RunAsUser { get; init; }

    public Capabilities? Capabilities { get; init; }

    public SeccompProfile? SeccompProfile { get; init; }
}

/// <summary>Linux capabilities.</summary>
public sealed record Capabilities
{
    public ImmutableArray<string> Add { get => field.OrEmpty(); init; }

    public ImmutableArray<string> Drop { get => field.OrEmpty(); init; }
}

/// <summary>What a node says of a container.</summary>
public sealed record ContainerStatus
{
    public required string Name { get; init; }

    public bool? Ready { get; init; }

    public bool? Started { get; init; }

    public int? RestartCount { get; init; }

    public string? Image { get; init; }

    public string? ImageID { get; init; }

    public ContainerState? State { get; init; }
}

/// <summary>Exactly one is set.</summary>
public sealed record ContainerState
{
    public ContainerStateRunning? Running { get; init; }

    public ContainerStateTerminated? Terminated { get; init; }

    public ContainerStateWaiting? Waiting { get; init; }
}

/// <summary>Runs since.</summary>
public sealed record ContainerStateRunning
{
    [JsonConverter(typeof(TimeConverter))]
    public DateTimeOffset? StartedAt { get; init; }
}

/// <summary>Ended.</summary>
public sealed record ContainerStateTerminated
{
    public required int ExitCode { get; init; }

    public string? Reason { get; init; }

    public string? Message { get; init; }

    [JsonConverter(typeof(TimeConverter))]
    public DateTimeOffset? StartedAt { get; init; }

    [JsonConverter(typeof(TimeConverter))]
    public DateTimeOffset? FinishedAt { get; init; }
}

/// <summary>Not started.</summary>
public sealed record ContainerStateWaiting
{
    public string? Reason { get; init; }

    public string? Message { get; init; }
}
