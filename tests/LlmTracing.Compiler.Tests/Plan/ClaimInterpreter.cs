using System.Collections.Immutable;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Tests.Plan;

using Labels = ImmutableSortedDictionary<string, string>;

/// <summary>What routes mean, said as directly as possible: each claim that holds overrides what came before.</summary>
internal static class ClaimInterpreter
{
    internal static string? Redaction(IEnumerable<Route> routes, string @namespace, Labels podLabels, Labels namespaceLabels)
    {
        string? redaction = null;
        foreach (var route in routes)
        {
            redaction = Holds(route.Claim, @namespace, podLabels, namespaceLabels) ? route.Redaction : redaction;
        }

        return redaction;
    }

    private static bool Holds(Claim claim, string @namespace, Labels podLabels, Labels namespaceLabels) => claim switch
    {
        Claim.Everything one => Allows(one.Allowed, one.PipelineNamespace, @namespace, namespaceLabels),
        Claim.AnyNamespaceLabel => namespaceLabels.ContainsKey(WellKnown.PolicyLabel),
        Claim.NamespaceLabel one => namespaceLabels.GetValueOrDefault(WellKnown.PolicyLabel) == one.Value
            && Allows(one.Allowed, one.PipelineNamespace, @namespace, namespaceLabels),
        Claim.Pods one => one.Namespace == @namespace && one.Selector.Matches(podLabels),
        Claim.AnyPodLabel => podLabels.ContainsKey(WellKnown.PolicyLabel),
        Claim.PodLabel one => one.Namespace == @namespace && podLabels.GetValueOrDefault(WellKnown.PolicyLabel) == one.Value,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static bool Allows(AllowedNamespaces allowed, string pipelineNamespace, string @namespace, Labels labels) => allowed.From switch
    {
        AllowedFrom.All => true,
        AllowedFrom.Same => @namespace == pipelineNamespace,
        _ => allowed.Selector!.Matches(labels),
    };
}
