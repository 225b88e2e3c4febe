using LlmTracing.Compiler.Api;

namespace LlmTracing.Compiler.Resolve;

/// <summary>Breaks ties between policies; strongest first. A policy that was never stored counts as the newest.</summary>
internal static class PolicyOrder
{
    /// <summary>Policies in one namespace: the most specific, then the oldest, then by name.</summary>
    internal static IEnumerable<LlmTracingPolicy> BySelector(IEnumerable<LlmTracingPolicy> policies) =>
        ByAge(policies.OrderByDescending(policy => policy.Spec.Selector.Requirements()));

    /// <summary>Default catalogue policies: the oldest, then by name.</summary>
    internal static IEnumerable<LlmTracingPolicy> Defaults(IEnumerable<LlmTracingPolicy> catalogue) =>
        ByAge(catalogue.Where(IsDefault).OrderBy(_ => 0));

    private static bool IsDefault(LlmTracingPolicy policy) =>
        policy.Metadata.Labels.TryGetValue(WellKnown.DefaultLabel, out var value) && value == "true";

    private static IOrderedEnumerable<LlmTracingPolicy> ByAge(IOrderedEnumerable<LlmTracingPolicy> policies) => policies
        .ThenBy(policy => policy.Metadata.CreationTimestamp ?? DateTimeOffset.MaxValue)
        .ThenBy(policy => policy.Metadata.Name, StringComparer.Ordinal);
}
