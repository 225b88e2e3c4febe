using System.Collections.Immutable;
using Kube.Model;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Compiler.Status;

/// <summary>What is read of a Deployment of collectors: a value that may be cached, and a fraction of the object.</summary>
public sealed record CollectorDeployment : IKubeObject
{
    /// <summary>Deployments, of which only this much is read.</summary>
    public static ResourceType<CollectorDeployment> Resource { get; } =
        new(
            Kinds.Deployment.Group, Kinds.Deployment.Version, Kinds.Deployment.Plural, Kinds.Deployment.Kind, Namespaced: true,
            ApiKinds.JsonOptions);

    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public required ObjectMeta Metadata { get; init; }

    public CollectorDeploymentSpec? Spec { get; init; }

    public CollectorDeploymentStatus? Status { get; init; }

    /// <summary>Name of the ConfigMap that its pods mount.</summary>
    public string? Configuration() =>
        (Spec?.Template?.Spec?.Volumes ?? []).Select(volume => volume.ConfigMap?.Name).FirstOrDefault(name => name is not null);
}

/// <summary>How many there shall be, and what they mount.</summary>
public sealed record CollectorDeploymentSpec
{
    public int? Replicas { get; init; }

    public CollectorTemplate? Template { get; init; }
}

/// <summary>The pods' template.</summary>
public sealed record CollectorTemplate
{
    public CollectorPod? Spec { get; init; }
}

/// <summary>What is mounted.</summary>
public sealed record CollectorPod
{
    public ImmutableArray<CollectorVolume> Volumes { get => field.OrEmpty(); init; }
}

/// <summary>A volume, if it is a ConfigMap.</summary>
public sealed record CollectorVolume
{
    public CollectorConfigMap? ConfigMap { get; init; }
}

/// <summary>By name.</summary>
public sealed record CollectorConfigMap
{
    public string? Name { get; init; }
}

/// <summary>What its controller says.</summary>
public sealed record CollectorDeploymentStatus
{
    public long? ObservedGeneration { get; init; }

    public int? Replicas { get; init; }

    public int? ReadyReplicas { get; init; }

    public int? UpdatedReplicas { get; init; }

    public int? AvailableReplicas { get; init; }

    public ImmutableArray<Condition> Conditions { get => field.OrEmpty(); init; }
}
