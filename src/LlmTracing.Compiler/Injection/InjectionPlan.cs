using System.Collections.Immutable;
using k8s.Models;

namespace LlmTracing.Compiler.Injection;

/// <summary>What to write into one pod, as data from which a webhook's patch or an admission policy can be made.</summary>
/// <param name="Policy">Namespace and name of the governing policy.</param>
/// <param name="Containers">Containers to change; empty if there is nothing to do.</param>
/// <param name="Skipped">Why the whole pod is left unchanged; null if it is not.</param>
public sealed record InjectionPlan(string Policy, ImmutableArray<ContainerInjection> Containers, string? Skipped)
{
    /// <summary>Leaves the pod unchanged, for a reason.</summary>
    public static InjectionPlan Skip(string policy, string reason) => new(policy, [], reason);
}

/// <summary>Variables of one container. <see cref="LeftAlone"/> has only names: the user's values stay private.</summary>
/// <param name="Index">Position in <c>spec.containers</c>.</param>
/// <param name="First">Placed before the user's variables, because later ones refer to them.</param>
/// <param name="Rewritten">Replaces the user's variable of the same name; null if none is replaced.</param>
/// <param name="Last">Placed after the user's variables.</param>
/// <param name="LeftAlone">Variables that the user already set, or <c>envFrom</c>.</param>
public sealed record ContainerInjection(
    int Index,
    string Name,
    ImmutableArray<V1EnvVar> First,
    V1EnvVar? Rewritten,
    ImmutableArray<V1EnvVar> Last,
    ImmutableArray<string> LeftAlone)
{
    /// <summary>Whether the container's environment changes at all.</summary>
    public bool Changes => !First.IsEmpty || Rewritten is not null || !Last.IsEmpty;
}
