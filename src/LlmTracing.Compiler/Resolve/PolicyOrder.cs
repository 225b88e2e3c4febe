using LlmTracing.Compiler.Api;

namespace LlmTracing.Compiler.Resolve;

/// <summary>Who wins among equals; strongest first. A policy that was never stored counts as the youngest.</summary>
internal static class PolicyOrder
{
    /// <summary>Policies of one namespace: the most specific, then the oldest, then by name.</summary>
    internal static IEnumerable<LlmTracingPolicy> BySelector(IEnumerable<LlmTracingPolicy> policies) =>
        ByAge(policies.OrderByDescending(policy => policy.Spec.Selector.Requirements()));

    /// <summary>Catalogue policies for all others: the oldest, then by name.</summary>
    internal static IEnumerable<LlmTracingPolicy> Defaults(IEnumerable<LlmTracingPolicy> catalogue) =>
        ByAge(catalogue.Where(IsDefault).OrderBy(_ => 0));

    private static bool IsDefault(LlmTracingPolicy policy) =>
        policy.Metadata.Labels.TryGetValue(WellKnown.DefaultLabel, out var value) && value == "true";

    private static IOrderedEnumerable<LlmTracingPolicy> ByAge(IOrderedEnumerable<LlmTracingPolicy> policies) => policies
        .ThenBy(policy => policy.Metadata.CreationTimestamp ?? DateTimeOffset.MaxValue)
        .ThenBy(policy => policy.Metadata.Name, StringComparer.Ordinal);
}
