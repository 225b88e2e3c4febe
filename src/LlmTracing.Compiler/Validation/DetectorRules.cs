using System.Collections.Immutable;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Compiler.Validation;

/// <summary>Patterns that teams write.</summary>
internal static class DetectorRules
{
    internal static IEnumerable<Mistake> Custom(ImmutableArray<CustomDetector> detectors)
    {
        const string path = "spec.detectors.custom";
        foreach (var (detector, index) in detectors.Select((detector, index) => (detector, index)))
        {
            if (!LabelSyntax.IsDnsLabel(detector.Name))
            {
                yield return new(
                    $"{path}[{index}].name",
                    Reasons.InvalidName,
                    "The name is not a valid DNS label.",
                    "Use lowercase letters, digits and dashes, such as ticket.");
            }
        }

        var patterns = detectors.SelectMany((detector, index) => PatternRules.Pattern($"{path}[{index}].pattern", detector.Pattern));
        foreach (var mistake in Duplicates.In(path, "name", detectors.Select(detector => detector.Name)).Concat(patterns))
        {
            yield return mistake;
        }
    }

    internal static IEnumerable<Mistake> Attributes(AttributeSpec attributes) =>
        attributes.Allow.SelectMany((pattern, index) => PatternRules.Pattern($"spec.attributes.allow[{index}]", pattern))
            .Concat(attributes.Deny.SelectMany((pattern, index) => PatternRules.Pattern($"spec.attributes.deny[{index}]", pattern)));
}
