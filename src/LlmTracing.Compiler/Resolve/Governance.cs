using System.Collections.Immutable;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Compiler.Resolve;

/// <summary>Which policy governs a pod, and why.</summary>
/// <param name="Policy">Null if none does.</param>
/// <param name="Losers">Policies that the same row also selected, strongest first.</param>
public sealed record Governance(LlmTracingPolicy? Policy, GovernanceReason Reason, ImmutableArray<LlmTracingPolicy> Losers);

/// <summary>The rows of the table, strongest first.</summary>
public enum GovernanceReason
{
    /// <summary>The pod's label is <c>none</c>: not governed.</summary>
    PodOptedOut,

    /// <summary>The pod's label names a policy in its namespace.</summary>
    PodLabel,

    /// <summary>The pod's label names a policy that does not exist in its namespace: not governed.</summary>
    PodLabelUnknown,

    /// <summary>A policy in the pod's namespace selects it.</summary>
    Selector,

    /// <summary>The namespace's label names a catalogue policy.</summary>
    NamespaceLabel,

    /// <summary>The namespace's label names a catalogue policy that does not exist: not governed.</summary>
    NamespaceLabelUnknown,

    /// <summary>The default catalogue policy.</summary>
    Default,

    /// <summary>Nothing applies: not governed.</summary>
    None,
}
