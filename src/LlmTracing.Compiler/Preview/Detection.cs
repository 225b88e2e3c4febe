using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LlmTracing.Compiler.Patterns;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Plan.Detection;

namespace LlmTracing.Compiler.Preview;

/// <summary>Detectors, compiled, that run one after the other over a value.</summary>
internal sealed class Detection(IEnumerable<Detector> detectors)
{
    /// <summary>Stands for a match in a value that is no text; the collector knows no other there.</summary>
    internal const string Mask = "****";

    private static readonly ConcurrentDictionary<Gate, Regex> Gates = new();

    /// <summary>Values of metadata must look like identifiers.</summary>
    internal static Detection Identifiers { get; } =
        new([new("not-an-identifier", Shapes.NotAnIdentifier), new("too-long", Shapes.TooLong)]);

    /// <summary>Bytes appear as base64.</summary>
    internal static Detection Bytes { get; } = new([Plan.Detection.Detectors.Bytes]);

    internal bool IsEmpty => compiled.IsEmpty;

    private readonly ImmutableArray<(Detector Detector, Lazy<Regex> Regex)> compiled =
        [.. detectors.Select(detector => (detector, new Lazy<Regex>(() => Compile(detector))))];

    /// <summary>The text with each match replaced by its placeholder; <paramref name="found"/> takes the names of those that matched.</summary>
    internal string InText(string text, List<string> found) => Apply(text, found, Replacement);

    /// <summary>The JSON text of a list, map, number or bytes with each match replaced.</summary>
    internal string InStructure(string text, List<string> found) => Apply(text, found, (_, _) => Mask);

    private string Apply(string text, List<string> found, Func<Detector, Match, string> replacement)
    {
        var gates = new Dictionary<Gate, bool>(ReferenceEqualityComparer.Instance);
        foreach (var (detector, regex) in compiled)
        {
            if (!detector.MayFind(text) || !IsOpen(detector.Gate, text, gates) || !regex.Value.IsMatch(text))
            {
                continue;
            }

            text = Re2.Replace(regex.Value, text, match => replacement(detector, match));
            Note(found, detector.Name);
        }

        return text;
    }

    /// <summary>Judged before masking, as the collector does.</summary>
    private static bool IsOpen(Gate? gate, string text, Dictionary<Gate, bool> judged)
    {
        if (gate is null)
        {
            return true;
        }

        if (!judged.TryGetValue(gate, out var open))
        {
            open = Gates.GetOrAdd(gate, one => Re2.Compile(string.Join('|', one.Patterns), KeyPattern.Timeout)).IsMatch(text);
            judged.Add(gate, open);
        }

        return open;
    }

    private static void Note(List<string> found, string name)
    {
        if (!found.Contains(name, StringComparer.Ordinal))
        {
            found.Add(name);
        }
    }

    private static string Replacement(Detector detector, Match match) =>
        match.Groups[Re2.Before].Value + detector.Placeholder + match.Groups[Re2.After].Value;

    private static Regex Compile(Detector detector) =>
        detector.Before.Length > 0
            ? Re2.Compile(detector.Before, detector.Pattern, detector.After, KeyPattern.Timeout)
            : Re2.Compile(detector.Pattern, KeyPattern.Timeout);
}
