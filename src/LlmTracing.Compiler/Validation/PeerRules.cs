using System.Collections.Immutable;
using System.Net;
using Kube.Model;

namespace LlmTracing.Compiler.Validation;

/// <summary>Peers of the NetworkPolicy. The API server would refuse the whole object because of one bad peer.</summary>
internal static class PeerRules
{
    internal static IEnumerable<Mistake> Peers(ImmutableArray<NetworkPolicyPeer> peers) =>
        peers.SelectMany((peer, index) => Peer(peer, $"spec.network.from[{index}]"));

    private static IEnumerable<Mistake> Peer(NetworkPolicyPeer peer, string path)
    {
        var selects = peer.PodSelector is not null || peer.NamespaceSelector is not null;
        if (selects == peer.IpBlock is not null)
        {
            return [new(
                path,
                Reasons.InvalidPeer,
                "A peer needs either label selectors or an address range.",
                "Set podSelector, namespaceSelector or both, or set only ipBlock.")];
        }

        return peer.IpBlock is { } block
            ? Ranges(block, path)
            : SelectorRules.Selector($"{path}.podSelector", peer.PodSelector ?? new LabelSelector())
                .Concat(SelectorRules.Selector($"{path}.namespaceSelector", peer.NamespaceSelector ?? new LabelSelector()));
    }

    private static IEnumerable<Mistake> Ranges(IpBlock block, string path) =>
        from range in block.Except.Insert(0, block.Cidr)
        where !IPNetwork.TryParse(range, out _)
        select new Mistake(
            $"{path}.ipBlock",
            Reasons.InvalidPeer,
            "This is not a valid address range.",
            "Use the first address and a prefix length, such as 10.0.0.0/8.");
}
