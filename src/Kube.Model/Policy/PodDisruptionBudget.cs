namespace Kube.Model;

/// <summary>How many pods may be away.</summary>
public sealed record PodDisruptionBudget : IKubeObject
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public required ObjectMeta Metadata { get; init; }

    public PodDisruptionBudgetSpec? Spec { get; init; }
}

/// <summary>One of the two is set.</summary>
public sealed record PodDisruptionBudgetSpec
{
    public LabelSelector? Selector { get; init; }

    public IntOrString? MaxUnavailable { get; init; }

    public string? UnhealthyPodEvictionPolicy { get; init; }
}
