using System.Collections.Immutable;
using Kube.Model;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Compiler.Plan;

/// <summary>All that is decided about one pipeline; configuration, objects, injection and status are made from it.</summary>
public sealed record PipelinePlan
{
    public required ObjectKey Pipeline { get; init; }

    /// <summary>Distinct redaction plans by digest.</summary>
    public required ImmutableSortedDictionary<string, RedactionPlan> Redactions { get; init; }

    /// <summary>From the weakest to the strongest claim: a later route overrides an earlier one.</summary>
    public required ImmutableArray<Route> Routes { get; init; }

    public required ImmutableArray<Backend> Backends { get; init; }

    /// <summary>Values that the collectors get as environment, by variable name.</summary>
    public required ImmutableSortedDictionary<string, KeySelector> SecretEnvironment { get; init; }
}

/// <summary>Spans of pods that match are governed by a policy, or, without one here, are nobody's and go nowhere.</summary>
/// <param name="Policy">The policy that claims; shown on the spans. Empty for claims that only take away.</param>
/// <param name="Redaction">Digest of its plan; null when the policy is not programmed in this pipeline.</param>
/// <param name="Claim">Which pods.</param>
public sealed record Route(ObjectKey Policy, string? Redaction, Claim Claim);

/// <summary>Which pods a policy claims; the authority is the Kubernetes API, never what a pod says.</summary>
public abstract record Claim
{
    private Claim()
    {
    }

    /// <summary>Whatever nothing else claims (catalogue policy marked as default).</summary>
    public sealed record Everything(AllowedNamespaces Allowed, string PipelineNamespace) : Claim;

    /// <summary>Namespaces with any policy label: the label outranks what came before, even when it names no policy.</summary>
    public sealed record AnyNamespaceLabel : Claim;

    /// <summary>Pods with any policy label: the same for pods.</summary>
    public sealed record AnyPodLabel : Claim;

    /// <summary>Namespaces whose label names this catalogue policy.</summary>
    public sealed record NamespaceLabel(string Value, AllowedNamespaces Allowed, string PipelineNamespace) : Claim;

    /// <summary>Pods of one namespace, by selector.</summary>
    public sealed record Pods(string Namespace, LabelSelector Selector) : Claim;

    /// <summary>Pods of one namespace whose own label names the policy.</summary>
    public sealed record PodLabel(string Namespace, string Value) : Claim;
}
