using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LlmTracing.Compiler.Patterns;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Preview;

/// <summary>Detectors, compiled, that run one after the other over a text.</summary>
internal sealed class Detection(IEnumerable<Detector> detectors)
{
    /// <summary>What stands for a match; the collector knows no other.</summary>
    private const string Mask = "****";

    /// <summary>Values of metadata must look like identifiers.</summary>
    internal static Detection Identifiers { get; } =
        new([new("not-an-identifier", Shapes.NotAnIdentifier), new("too-long", Shapes.TooLong)]);

    private readonly ImmutableArray<(string Name, Regex Regex)> compiled =
        [.. detectors.Select(detector => (detector.Name, Re2.Compile(detector.Pattern, KeyPattern.Timeout)))];

    /// <summary>The text with each match replaced; <paramref name="found"/> takes the names of those that matched.</summary>
    internal string Apply(string text, List<string> found)
    {
        foreach (var (name, regex) in compiled)
        {
            if (regex.IsMatch(text))
            {
                text = Re2.Replace(regex, text, _ => Mask);
                found.Add(name);
            }
        }

        return text;
    }
}
