using System.Collections.Immutable;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Compiler.Plan.Detection;

/// <summary>Which detectors a policy enables, and where a plan runs them.</summary>
public static class DetectorSelection
{
    /// <summary>Names of the built-in detectors that run: enabled groups plus enabled detectors, minus disabled ones.</summary>
    public static ImmutableArray<string> Names(DetectorSpec spec) =>
    [
        .. Group(Detectors.Secrets, spec.Secrets).Concat(Group(Detectors.Personal, spec.Personal))
            .Union(spec.Enabled, StringComparer.Ordinal)
            .Except(spec.Disabled, StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    /// <summary>Run over every value: media, unless they are kept, and credentials.</summary>
    public static ImmutableArray<Detector> Everywhere(RedactionPlan plan) =>
    [
        .. plan[Category.Media] != ContentMode.Keep ? Detectors.Media : [],
        .. Detectors.Secrets.Where(plan.Runs),
    ];

    /// <summary>Run over every value except kept content: personal data and the team's own patterns.</summary>
    public static ImmutableArray<Detector> OutsideKeptContent(RedactionPlan plan) =>
    [
        .. Detectors.Personal.Where(plan.Runs),
        .. plan.Custom.Select(custom => new Detector(custom.Name, custom.Pattern)
        {
            Placeholder = custom.Replacement ?? $"[{custom.Name}]",
            IsCustom = true,
        }),
    ];

    private static IEnumerable<string> Group(ImmutableArray<Detector> detectors, Switch? @switch) =>
        @switch == Switch.Disabled ? [] : detectors.Select(detector => detector.Name);

    private static bool Runs(this RedactionPlan plan, Detector detector) => plan.Detectors.Contains(detector.Name, StringComparer.Ordinal);
}
