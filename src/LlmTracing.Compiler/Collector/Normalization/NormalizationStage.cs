using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Collector.Components;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Plan.Normalization;

namespace LlmTracing.Compiler.Collector.Normalization;

/// <summary>The processor that gives spans the names of <see cref="NameTable"/>, before redaction judges them.</summary>
internal static class NormalizationStage
{
    internal static ImmutableArray<Stage> Of(string key, RedactionPlan plan) =>
        plan.Normalization is { } normalization
            ? [
                new($"transform/{key}-normalize", new Transform
                {
                    TraceStatements = [new("span", [.. Statements(plan, normalization)])],
                }, TracesOnly: true)]
            : [];

    /// <remarks>What is denied goes first, else it would survive under another name.</remarks>
    private static IEnumerable<string> Statements(RedactionPlan plan, NormalizationPlan normalization) =>
    [
        .. plan.Deny.IsEmpty ? Array.Empty<string>() : [Ottl.DeleteMatching(Ottl.WholeKey(plan.Deny))],
        .. NameTable.All.SelectMany(CopyStatements.Of),
        .. normalization.Originals == OriginalsMode.Drop ? NameTable.All.Select(Forget) : [],
    ];

    private static string Forget(NormalizedName name) =>
        $"{Ottl.DeleteMatching(Ottl.WholeKey(name.Sources.Select(source => Regex.Escape(source.Key))))} where "
            + $"{Ottl.Attribute(name.Target)} != nil";
}
