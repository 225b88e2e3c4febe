using System.Collections.Immutable;
using k8s.Models;

namespace LlmTracing.Compiler.Injection;

/// <summary>What is written into one pod, as data: a webhook's patch or an admission policy can be made from it.</summary>
/// <param name="Policy">Namespace and name of the governing policy.</param>
/// <param name="Containers">Containers that change; empty when there is nothing to do.</param>
/// <param name="Skipped">Why the whole pod is left as it is; null when it is not.</param>
public sealed record InjectionPlan(string Policy, ImmutableArray<ContainerInjection> Containers, string? Skipped)
{
    /// <summary>Nothing is written, for a reason.</summary>
    public static InjectionPlan Skip(string policy, string reason) => new(policy, [], reason);
}

/// <summary>Variables of one container. Names only in <see cref="LeftAlone"/>: values of the user are nobody's business.</summary>
/// <param name="Index">Position in <c>spec.containers</c>.</param>
/// <param name="First">Put before the user's variables, because later ones refer to them.</param>
/// <param name="Rewritten">Takes the place of the user's variable of the same name; null when none does.</param>
/// <param name="Last">Put behind the user's variables.</param>
/// <param name="LeftAlone">What the user has set already, or <c>envFrom</c>.</param>
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
