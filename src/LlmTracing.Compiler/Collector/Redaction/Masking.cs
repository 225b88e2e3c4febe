using System.Collections.Immutable;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Collector.Components;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Plan.Detection;

namespace LlmTracing.Compiler.Collector.Redaction;

/// <summary>Finds what the detectors look for, and replaces it.</summary>
/// <remarks>
/// In texts, statements do it one after the other: the order is defined, and the placeholder tells the kind. Statements do not see
/// into lists, maps, numbers and bytes; <c>redaction</c> does, by their JSON text, and knows no placeholder but <c>****</c>. So that it
/// does not look at the texts again, they bear a mark until the last transform.
/// </remarks>
internal static class Masking
{
    /// <summary>Stands before every text that was looked at. What arrives with it gets a second one.</summary>
    private const string Mark = "\u0001";

    internal static IEnumerable<Stage> Stages(string key, RedactionPlan plan, KeyRules rules)
    {
        var everywhere = DetectorSelection.Everywhere(plan);
        var outsideKept = DetectorSelection.OutsideKeptContent(plan);
        if (everywhere.IsEmpty && outsideKept.IsEmpty)
        {
            return [];
        }

        return
        [
            new($"transform/{key}-mask", Texts(rules, everywhere, outsideKept)),
            .. rules.Kept.IsEmpty
                ? [new Stage($"redaction/{key}-structured", Structured([Detectors.Bytes, .. everywhere, .. outsideKept], []))]
                : new[]
                {
                    new Stage($"redaction/{key}-structured", Structured([Detectors.Bytes, .. everywhere], [])),
                    new Stage($"redaction/{key}-structured-personal", Structured(outsideKept, rules.Kept)),
                },
        ];
    }

    /// <summary>Statement that takes the marks away again.</summary>
    internal static string Unmark(string context) => $"replace_all_patterns({context}.attributes, \"value\", {Ottl.Literal($"^{Mark}")}, \"\")";

    private static Transform Texts(KeyRules rules, ImmutableArray<Detector> everywhere, ImmutableArray<Detector> outsideKept)
    {
        StatementGroup Group(string context) => new(context, [.. Statements(context, rules, everywhere, outsideKept)]);
        ImmutableArray<StatementGroup> common = [Group("resource"), Group("scope")];
        return new() { TraceStatements = [.. common, Group("span"), Group("spanevent")], LogStatements = [.. common, Group("log")] };
    }

    private static IEnumerable<string> Statements(string context, KeyRules rules, ImmutableArray<Detector> everywhere, ImmutableArray<Detector> outsideKept)
    {
        var attributes = $"{context}.attributes";
        var personal = outsideKept.Select(detector => Replace(attributes, detector));
        return
        [
            .. everywhere.Select(detector => Replace(attributes, detector)),
            .. rules.Kept.IsEmpty ? personal : SplitMap.Except(context, rules.Kept, personal),
            $"replace_all_patterns({attributes}, \"value\", \"^\", {Ottl.Literal(Mark)})",
        ];
    }

    private static string Replace(string map, Detector detector) =>
        $"replace_all_patterns({map}, \"value\", {Ottl.Literal(detector.Whole)}, {Ottl.Literal(Replacement(detector))})";

    private static string Replacement(Detector detector)
    {
        var literal = detector.Placeholder.Replace("$", "$$", StringComparison.Ordinal);
        return detector.Keeps ? $"${{1}}{literal}${{2}}" : literal;
    }

    private static Components.Redaction Structured(IEnumerable<Detector> detectors, ImmutableArray<string> ignored) => new()
    {
        AllowedValues = [Ottl.Escaped($"^{Mark}")],
        BlockedValues = [.. detectors.Select(detector => Ottl.Escaped(detector.Whole)).Distinct(StringComparer.Ordinal)],
        IgnoredKeyPatterns = ignored.IsEmpty ? [] : [Ottl.Escaped(Ottl.WholeKey(ignored))],
    };
}
