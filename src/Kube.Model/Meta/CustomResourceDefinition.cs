using System.Collections.Immutable;

namespace Kube.Model;

/// <summary>Only what tells whether a kind is served.</summary>
public sealed record CustomResourceDefinition : IKubeObject
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public required ObjectMeta Metadata { get; init; }

    public CustomResourceDefinitionStatus? Status { get; init; }
}

/// <summary>Established or not.</summary>
public sealed record CustomResourceDefinitionStatus
{
    public ImmutableArray<Condition> Conditions { get => field.OrEmpty(); init; }
}
