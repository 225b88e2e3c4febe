using System.Collections.Immutable;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Compiler.Resolve;

/// <summary>
/// The table that decides which policy governs a pod. Policies in the operator's namespace are catalogue policies: chosen by
/// name, never by selector. A label that names nothing means "not governed", not "try the next row": a typo must not
/// lead to a looser policy. Whether the policy's pipeline accepts the pod's namespace is checked afterwards
/// (<see cref="NamespaceGate"/>); if it does not, the pod is not governed either.
/// </summary>
public static class PolicyPrecedence
{
    /// <param name="policies">All policies in the cluster, or at least those in the pod's namespace and the catalogue.</param>
    public static Governance Governing(
        IReadOnlyDictionary<string, string> podLabels,
        string namespaceName,
        IReadOnlyDictionary<string, string> namespaceLabels,
        ImmutableArray<LlmTracingPolicy> policies,
        string operatorNamespace)
    {
        ImmutableArray<LlmTracingPolicy> own = namespaceName == operatorNamespace ? [] : Of(namespaceName, policies);
        if (podLabels.TryGetValue(WellKnown.PolicyLabel, out var chosen))
        {
            return chosen == WellKnown.NoPolicy
                ? new Governance(null, GovernanceReason.PodOptedOut, [])
                : Named(chosen, own, GovernanceReason.PodLabel, GovernanceReason.PodLabelUnknown);
        }

        if (First(
            PolicyOrder.BySelector(own.Where(policy => policy.Spec.Selector.Matches(podLabels))),
            GovernanceReason.Selector) is { } selected)
        {
            return selected;
        }

        var catalogue = Of(operatorNamespace, policies);
        return namespaceLabels.TryGetValue(WellKnown.PolicyLabel, out var choice)
            ? Named(choice, catalogue, GovernanceReason.NamespaceLabel, GovernanceReason.NamespaceLabelUnknown)
            : First(PolicyOrder.Defaults(catalogue), GovernanceReason.Default) ?? new Governance(null, GovernanceReason.None, []);
    }

    private static ImmutableArray<LlmTracingPolicy> Of(string @namespace, ImmutableArray<LlmTracingPolicy> policies) =>
        [.. policies.Where(policy => policy.Metadata.Namespace == @namespace)];

    private static Governance Named(
        string name, ImmutableArray<LlmTracingPolicy> policies, GovernanceReason found, GovernanceReason unknown)
    {
        var policy = name == WellKnown.NoPolicy ? null : policies.FirstOrDefault(policy => policy.Metadata.Name == name);
        return new Governance(policy, policy is null ? unknown : found, []);
    }

    private static Governance? First(IEnumerable<LlmTracingPolicy> ordered, GovernanceReason reason) =>
        ordered.ToImmutableArray() is [var winner, .. var losers] ? new Governance(winner, reason, losers) : null;
}
