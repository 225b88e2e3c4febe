using System.Collections.Immutable;
using Kube.Model;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Resolve;

namespace LlmTracing.Compiler.Plan;

/// <summary>
/// Turns <see cref="PolicyPrecedence"/> into claims, from the weakest to the strongest, so that later ones override earlier ones.
/// For every pod, the last matching claim has a plan exactly if the policy that governs the pod is programmed here.
/// </summary>
/// <remarks>
/// Policies of other pipelines, and policies without a plan, take pods away: a pod cannot get a looser policy by sending to another
/// collector. Such a claim is omitted where this pipeline has no pods to lose, so that unrelated policies do not change the
/// configuration or restart collectors.
/// </remarks>
/// <param name="digests">Plans in force in this pipeline, by policy.</param>
internal sealed class RoutePlanner(
    TracePipeline pipeline, ImmutableArray<LlmTracingPolicy> policies, ImmutableDictionary<ObjectKey, string> digests,
    string operatorNamespace)
{
    private static readonly ObjectKey Nobody = new("", "");

    private readonly ImmutableArray<LlmTracingPolicy> catalogue =
        [.. policies.Where(policy => policy.Metadata.Namespace == operatorNamespace).OrderBy(policy => policy.Metadata.Key)];

    private readonly ImmutableArray<LlmTracingPolicy> own =
        [.. policies.Where(policy => policy.Metadata.Namespace != operatorNamespace).OrderBy(policy => policy.Metadata.Key)];

    internal ImmutableArray<Route> Routes() =>
    [
        .. PolicyOrder.Defaults(catalogue).Take(1).Where(IsProgrammed)
            .Select(policy => Route(policy, new Claim.Everything(Allowed, Namespace))),
        new Route(Nobody, null, new Claim.AnyNamespaceLabel()),
        .. catalogue.Where(IsProgrammed).Select(policy => Route(policy, new Claim.NamespaceLabel(Name(policy), Allowed, Namespace))),
        .. own.GroupBy(policy => policy.Metadata.Namespace ?? "").SelectMany(BySelector),
        new Route(Nobody, null, new Claim.AnyPodLabel()),
        .. own.Where(IsProgrammed).Select(policy => Route(policy, new Claim.PodLabel(policy.Metadata.Namespace ?? "", Name(policy)))),
    ];

    private AllowedNamespaces Allowed => pipeline.Spec.AllowedNamespaces;

    private string Namespace => pipeline.Metadata.Namespace ?? "";

    private IEnumerable<Route> BySelector(IGrouping<string, LlmTracingPolicy> policiesOfNamespace)
    {
        var weakestFirst = PolicyOrder.BySelector(policiesOfNamespace).Reverse();
        var relevant = MayServe(policiesOfNamespace.Key) ? weakestFirst : weakestFirst.SkipWhile(policy => !IsProgrammed(policy));
        return relevant.Select(policy => Route(policy, new Claim.Pods(policiesOfNamespace.Key, policy.Spec.Selector)));
    }

    /// <summary>Whether a catalogue policy of this pipeline may claim pods in the namespace.</summary>
    private bool MayServe(string @namespace) =>
        catalogue.Any(IsProgrammed) && (Allowed.From != AllowedFrom.Same || @namespace == Namespace);

    private bool IsProgrammed(LlmTracingPolicy policy) => Name(policy) != WellKnown.NoPolicy && digests.ContainsKey(policy.Metadata.Key);

    private Route Route(LlmTracingPolicy policy, Claim claim) =>
        new(policy.Metadata.Key, digests.GetValueOrDefault(policy.Metadata.Key), claim);

    private static string Name(LlmTracingPolicy policy) => policy.Metadata.Name ?? "";
}
