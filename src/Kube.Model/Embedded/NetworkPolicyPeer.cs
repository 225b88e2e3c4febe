using System.Collections.Immutable;

using k8s.Models;

namespace Kube.Model;

/// <summary>Pods, namespaces or addresses.</summary>
public sealed record NetworkPolicyPeer
{
    public LabelSelector? PodSelector { get; init; }

    public LabelSelector? NamespaceSelector { get; init; }

    public IpBlock? IpBlock { get; init; }

    /// <summary>A new object of the library.</summary>
    public V1NetworkPolicyPeer ToModel() => new()
    {
        PodSelector = PodSelector?.ToModel(),
        NamespaceSelector = NamespaceSelector?.ToModel(),
        IpBlock = IpBlock is { } block ? new V1IPBlock { Cidr = block.Cidr, Except = [.. block.Except] } : null,
    };
}

/// <summary>An address range.</summary>
public sealed record IpBlock
{
    public required string Cidr { get; init; }

    public ImmutableArray<string> Except { get => field.OrEmpty(); init; }
}
