using System.Collections.Immutable;

namespace Kube.Model;

/// <summary>Replicated pods.</summary>
public sealed record Deployment : IKubeObject
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public required ObjectMeta Metadata { get; init; }

    public DeploymentSpec? Spec { get; init; }

    public DeploymentStatus? Status { get; init; }
}

/// <summary>How many, which, and how they are replaced.</summary>
public sealed record DeploymentSpec
{
    public int? Replicas { get; init; }

    public LabelSelector? Selector { get; init; }

    public PodTemplateSpec? Template { get; init; }

    public DeploymentStrategy? Strategy { get; init; }

    public int? RevisionHistoryLimit { get; init; }
}

/// <summary>Rolling by default.</summary>
public sealed record DeploymentStrategy
{
    public string? Type { get; init; }

    public RollingUpdate? RollingUpdate { get; init; }
}

/// <summary>Counts or percentages.</summary>
public sealed record RollingUpdate
{
    public IntOrString? MaxSurge { get; init; }

    public IntOrString? MaxUnavailable { get; init; }
}

/// <summary>What its controller says.</summary>
public sealed record DeploymentStatus
{
    public long? ObservedGeneration { get; init; }

    public int? Replicas { get; init; }

    public int? ReadyReplicas { get; init; }

    public int? UpdatedReplicas { get; init; }

    public int? AvailableReplicas { get; init; }

    public ImmutableArray<Condition> Conditions { get => field.OrEmpty(); init; }
}
