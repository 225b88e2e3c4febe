using System.Collections.Immutable;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Collector.Components;
using LlmTracing.Compiler.Collector.Noise;
using LlmTracing.Compiler.Collector.Normalization;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Collector.Redaction;

/// <summary>The processors that carry out one plan, in order.</summary>
/// <remarks>
/// No single processor reaches every place where text can hide. So: spans with links go, and those that are noise; attributes get their
/// current names, where that is wanted; names, status and bodies are staged as attributes; keys are dropped and hashed; in a closed
/// plan, what does not look like an identifier is replaced; all that is left, of any type, is masked; what was staged returns.
/// </remarks>
public static class RedactionStages
{
    /// <summary>The stages of a plan; <paramref name="key"/> tells their names from those of other plans.</summary>
    public static ImmutableArray<Stage> Of(string key, RedactionPlan plan)
    {
        var rules = new KeyRules(plan);
        return
        [
            .. Links(key, plan),
            .. NoiseFilter.Stages(key, plan),
            .. NormalizationStage.Of(key, plan),
            new($"transform/{key}-before", Before.Transform(plan, rules)),
            .. ContentHash.Stages(key, plan, rules),
            .. Shape(key, plan, rules),
            .. Masking.Stages(key, plan, rules),
            new($"transform/{key}-after", After.Transform(plan, rules)),
        ];
    }

    private static IEnumerable<Stage> Links(string key, RedactionPlan plan) =>
        plan.Links == LinkMode.DropSpan ? [new($"filter/{key}-links", new Filter(["Len(span.links) > 0"]), TracesOnly: true)] : [];

    private static IEnumerable<Stage> Shape(string key, RedactionPlan plan, KeyRules rules) =>
        plan.Closed
            ?
            [
                new($"redaction/{key}-shape", new Components.Redaction
                {
                    BlockedValues = [.. new[] { Shapes.NotAnIdentifier, Shapes.TooLong }.Select(Ottl.Escaped)],
                    IgnoredKeyPatterns = [Ottl.Escaped(Ottl.WholeKey(rules.FreeText))],
                }),
            ]
            : [];
}
