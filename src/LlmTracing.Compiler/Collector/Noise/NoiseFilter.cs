using LlmTracing.Compiler.Collector.Components;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Plan.Noise;

namespace LlmTracing.Compiler.Collector.Noise;

/// <summary>Drops the spans that the rules of a policy are about.</summary>
internal static class NoiseFilter
{
    internal static IEnumerable<Stage> Stages(string key, RedactionPlan plan) =>
        plan.Noise.IsEmpty ? [] : [
            new($"filter/{key}-noise", new Filter([.. plan.Noise.Select(kind => Ottl(NoiseRules.Of(kind).Condition))]), TracesOnly: true)];

    private static string Ottl(SpanCondition condition) => condition switch
    {
        SpanCondition.Kind kind => $"span.kind == {kind.Number}",
        SpanCondition.Name name => Matches("span.name", name.Pattern),
        SpanCondition.Attribute attribute => $"IsString({Attribute(attribute)}) and {Matches(Attribute(attribute), attribute.Pattern)}",
        SpanCondition.AnyKey key => Matches("String(Keys(span.attributes))", $"[\\[,]\"{key.Pattern}"),
        SpanCondition.Failed => "span.status.code == STATUS_CODE_ERROR",
        SpanCondition.Not not => $"not ({Ottl(not.Condition)})",
        SpanCondition.All all => Collector.Ottl.All(all.Conditions.Select(one => $"({Ottl(one)})")),
        SpanCondition.Any any => Collector.Ottl.Any(any.Conditions.Select(one => $"({Ottl(one)})")),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Attribute(SpanCondition.Attribute attribute) => Collector.Ottl.Attribute("span", attribute.Key);

    private static string Matches(string text, string pattern) => $"IsMatch({text}, {Collector.Ottl.Literal(pattern)})";
}
