using System.Collections.Immutable;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Compiler.Resolve;

/// <summary>Who governs a pod, and why.</summary>
/// <param name="Policy">Null when nobody does.</param>
/// <param name="Losers">Policies that would have governed by the same row, strongest first.</param>
public sealed record Governance(LlmTracingPolicy? Policy, GovernanceReason Reason, ImmutableArray<LlmTracingPolicy> Losers);

/// <summary>The rows of the table, strongest first.</summary>
public enum GovernanceReason
{
    /// <summary>The pod's label is <c>none</c>: not governed.</summary>
    PodOptedOut,

    /// <summary>The pod's label names a policy of its namespace.</summary>
    PodLabel,

    /// <summary>The pod's label names no policy of its namespace: not governed.</summary>
    PodLabelUnknown,

    /// <summary>A policy of the pod's namespace selects it.</summary>
    Selector,

    /// <summary>The namespace's label names a catalogue policy.</summary>
    NamespaceLabel,

    /// <summary>The namespace's label names no catalogue policy: not governed.</summary>
    NamespaceLabelUnknown,

    /// <summary>The catalogue policy for all others.</summary>
    Default,

    /// <summary>Nothing applies: not governed.</summary>
    None,
}
