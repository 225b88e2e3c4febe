using System.Collections.Immutable;
using Kube.Model;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Compiler.Plan;

/// <summary>All decisions about one pipeline, from which configuration, objects, injection and status are made.</summary>
public sealed record PipelinePlan
{
    public required ObjectKey Pipeline { get; init; }

    /// <summary>Distinct redaction plans by digest.</summary>
    public required ImmutableSortedDictionary<string, RedactionPlan> Redactions { get; init; }

    /// <summary>From the weakest to the strongest claim: a later route overrides an earlier one.</summary>
    public required ImmutableArray<Route> Routes { get; init; }

    public required ImmutableArray<Backend> Backends { get; init; }

    /// <summary>Secret values in the collectors' environment, by variable name.</summary>
    public required ImmutableSortedDictionary<string, KeySelector> SecretEnvironment { get; init; }
}

/// <summary>Assigns pods to a policy, or to none here, so that their spans are not forwarded.</summary>
/// <param name="Policy">The claiming policy, recorded on the spans. Empty for claims that only take pods away.</param>
/// <param name="Redaction">Digest of its plan; null if the policy is not programmed in this pipeline.</param>
/// <param name="Claim">Which pods.</param>
public sealed record Route(ObjectKey Policy, string? Redaction, Claim Claim);

/// <summary>The pods that a policy claims, according to the Kubernetes API, never to what a pod says.</summary>
public abstract record Claim
{
    private Claim()
    {
    }

    /// <summary>Everything that nothing else claims (default catalogue policy).</summary>
    public sealed record Everything(AllowedNamespaces Allowed, string PipelineNamespace) : Claim;

    /// <summary>Namespaces with any policy label, which outranks the previous rows even if it names no existing policy.</summary>
    public sealed record AnyNamespaceLabel : Claim;

    /// <summary>Pods with any policy label; likewise.</summary>
    public sealed record AnyPodLabel : Claim;

    /// <summary>Namespaces whose label names this catalogue policy.</summary>
    public sealed record NamespaceLabel(string Value, AllowedNamespaces Allowed, string PipelineNamespace) : Claim;

    /// <summary>Pods in one namespace, by selector.</summary>
    public sealed record Pods(string Namespace, LabelSelector Selector) : Claim;

    /// <summary>Pods in one namespace whose own label names the policy.</summary>
    public sealed record PodLabel(string Namespace, string Value) : Claim;
}
