using System.Collections.Immutable;
using System.Text.RegularExpressions;
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

    private const string Text = "cache[\"text\"]";

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
                ? [new Stage($"redaction/{key}-structured", Structured([.. Detectors.Bytes, .. everywhere, .. outsideKept], []))]
                : new[]
                {
                    new Stage($"redaction/{key}-structured", Structured([.. Detectors.Bytes, .. everywhere], [])),
                    new Stage($"redaction/{key}-structured-personal", Structured(outsideKept, rules.Kept)),
                },
        ];
    }

    /// <summary>Statement that takes the marks away again.</summary>
    internal static string Unmark { get; } = $"replace_all_patterns(attributes, \"value\", {Ottl.Literal($"^{Mark}")}, \"\")";

    private static Transform Texts(KeyRules rules, ImmutableArray<Detector> everywhere, ImmutableArray<Detector> outsideKept)
    {
        ImmutableArray<ImmutableArray<string>> steps =
        [
            [.. Gates(everywhere), .. everywhere.Select(Replace)],
            .. rules.Kept.IsEmpty ? [] : new[] { Aside(rules.Kept) },
            [.. Gates(outsideKept), .. outsideKept.Select(Replace)],
            .. rules.Kept.IsEmpty ? [] : new[] { Back },
            [$"replace_all_patterns(attributes, \"value\", \"^\", {Ottl.Literal(Mark)})"],
        ];
        IEnumerable<StatementGroup> In(string context) => steps.Where(step => !step.IsEmpty).Select(step => new StatementGroup(context, step));
        return new()
        {
            TraceStatements = [.. In("resource"), .. In("scope"), .. In("span"), .. In("spanevent")],
            LogStatements = [.. In("resource"), .. In("scope"), .. In("log")],
        };
    }

    /// <summary>Kept values wait in a map, into which the statements for texts do not look.</summary>
    private static ImmutableArray<string> Aside(ImmutableArray<string> kept)
    {
        var pattern = Ottl.Literal(Ottl.WholeKey(kept));
        return
        [
            "set(cache[\"aside\"], attributes)",
            $"keep_matching_keys(cache[\"aside\"], {pattern})",
            $"delete_matching_keys(attributes, {pattern})",
            $"set({AsideMap}, cache[\"aside\"])",
        ];
    }

    private static readonly string AsideMap = Ottl.Attribute(Staging.Aside);

    private static readonly ImmutableArray<string> Back =
    [
        $"set(cache[\"aside\"], {AsideMap})",
        Ottl.Delete(Staging.Aside),
        "merge_maps(attributes, cache[\"aside\"], \"upsert\")",
    ];

    /// <summary>Searches the JSON text of all attributes once for what begins with literal text, so that dear patterns mostly do not run.</summary>
    private static IEnumerable<string> Gates(ImmutableArray<Detector> detectors) =>
    [
        .. detectors.IsEmpty ? Array.Empty<string>() : [$"set({Text}, String(attributes))"],
        .. detectors.Select(detector => detector.Gate).OfType<Gate>().Distinct()
            .Select(gate => $"set({Open(gate)}, true) where {Ottl.Any(gate.Patterns.Select(Found))}"),
    ];

    private static string Found(string pattern) => $"IsMatch({Text}, {Ottl.Literal(pattern)})";

    private static string Open(Gate gate) => $"cache[{Ottl.Literal(gate.Name)}]";

    private static string Replace(Detector detector) =>
        $"replace_all_patterns(attributes, \"value\", {Ottl.Literal(detector.Whole)}, {Ottl.Literal(Replacement(detector))})"
        + (detector.Gate is { } gate ? $" where {Open(gate)} == true"
            : detector.Literal.Length > 1 && !detector.IsCustom ? $" where {Found(Regex.Escape(detector.Literal))}"
            : "");

    /// <remarks>A dollar sign would refer to a group.</remarks>
    private static string Replacement(Detector detector) =>
        (detector.Before.Length > 0 ? "${1}" : "")
        + detector.Placeholder.Replace("$", "$$", StringComparison.Ordinal)
        + (detector.After.Length > 0 ? "${2}" : "");

    private static Components.Redaction Structured(IEnumerable<Detector> detectors, ImmutableArray<string> ignored) => new()
    {
        AllowedValues = [Ottl.Escaped($"^{Mark}")],
        BlockedValues = [.. detectors.Select(detector => Ottl.Escaped(detector.Whole)).Distinct(StringComparer.Ordinal)],
        IgnoredKeyPatterns = ignored.IsEmpty ? [] : [Ottl.Escaped(Ottl.WholeKey(ignored))],
    };
}
