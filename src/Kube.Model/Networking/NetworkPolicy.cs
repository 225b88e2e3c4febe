using System.Collections.Immutable;

namespace Kube.Model;

/// <summary>Which peers may talk to pods.</summary>
public sealed record NetworkPolicy : IKubeObject
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public required ObjectMeta Metadata { get; init; }

    public NetworkPolicySpec? Spec { get; init; }
}

/// <summary>Selected pods; listed directions are closed but for the rules.</summary>
public sealed record NetworkPolicySpec
{
    public required LabelSelector PodSelector { get; init; }

    public ImmutableArray<string> PolicyTypes { get => field.OrEmpty(); init; }

    public ImmutableArray<NetworkPolicyIngressRule> Ingress { get => field.OrEmpty(); init; }

    public ImmutableArray<NetworkPolicyEgressRule> Egress { get => field.OrEmpty(); init; }
}

/// <summary>Allowed sources and ports; empty is all.</summary>
public sealed record NetworkPolicyIngressRule
{
    public ImmutableArray<NetworkPolicyPeer> From { get => field.OrEmpty(); init; }

    public ImmutableArray<NetworkPolicyPort> Ports { get => field.OrEmpty(); init; }
}

/// <summary>Allowed destinations and ports; empty is all.</summary>
public sealed record NetworkPolicyEgressRule
{
    public ImmutableArray<NetworkPolicyPeer> To { get => field.OrEmpty(); init; }

    public ImmutableArray<NetworkPolicyPort> Ports { get => field.OrEmpty(); init; }
}

/// <summary>Pods, namespaces or addresses.</summary>
public sealed record NetworkPolicyPeer
{
    public LabelSelector? PodSelector { get; init; }

    public LabelSelector? NamespaceSelector { get; init; }

    public IpBlock? IpBlock { get; init; }
}

/// <summary>One port.</summary>
public sealed record NetworkPolicyPort
{
    public string? Protocol { get; init; }

    public IntOrString? Port { get; init; }
}

/// <summary>An address range.</summary>
public sealed record IpBlock
{
    public required string Cidr { get; init; }

    public ImmutableArray<string> Except { get => field.OrEmpty(); init; }
}
