using System.Collections.Immutable;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Compiler.Plan;

/// <summary>Which detectors a plan runs, and where.</summary>
public static class DetectorSelection
{
    /// <summary>Over every value: credentials, and media unless they are kept.</summary>
    public static ImmutableArray<Detector> Everywhere(RedactionPlan plan) =>
    [
        .. plan.Secrets ? Detectors.Secrets : [],
        .. plan[Category.Media] != ContentMode.Keep ? Detectors.Media : [],
    ];

    /// <summary>Over every value but kept content: personal data and the team's own patterns.</summary>
    public static ImmutableArray<Detector> OutsideKeptContent(RedactionPlan plan) =>
    [
        .. plan.Personal ? Detectors.Personal : [],
        .. plan.Custom.Select(custom => new Detector(custom.Name, custom.Pattern)),
    ];
}
