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
    internal static Detection Bytes { get; } = new(Plan.Detection.Detectors.Bytes);

    internal bool IsEmpty => compiled.IsEmpty;

    private readonly Remembered<Detected> texts = new(), structures = new();

    private readonly ImmutableArray<(Detector Detector, Lazy<Regex> Regex)> compiled = [.. detectors.Select(Prepared)];

    /// <summary>The text with each match replaced by its placeholder; <paramref name="found"/> takes the names of those that matched.</summary>
    internal string InText(string text, List<string> found) => Noted(texts.GetOrAdd(text, one => Apply(one, Replacement)), found);

    /// <summary>The JSON text of a list, map, number or bytes with each match replaced.</summary>
    internal string InStructure(string text, List<string> found) => Noted(structures.GetOrAdd(text, one => Apply(one, (_, _) => Mask)), found);

    private static string Noted(Detected detected, List<string> found)
    {
        found.AddRange(detected.Names.Where(name => !found.Contains(name)));
        return detected.Text;
    }

    private Detected Apply(string text, Func<Detector, Match, string> replacement)
    {
        var names = ImmutableArray<string>.Empty;
        var gates = new Dictionary<Gate, bool>(ReferenceEqualityComparer.Instance);
        foreach (var (detector, regex) in compiled)
        {
            if (!detector.MayFind(text) || !IsOpen(detector.Gate, text, gates) || !regex.Value.IsMatch(text))
            {
                continue;
            }

            text = Re2.Replace(regex.Value, text, match => replacement(detector, match));
            names = names.Contains(detector.Name) ? names : names.Add(detector.Name);
        }

        return new(text, names);
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

    private static string Replacement(Detector detector, Match match) =>
        match.Groups[Re2.Before].Value + detector.Placeholder + match.Groups[Re2.After].Value;

    /// <summary>Compiled when it first may find something; what can't be compiled is known at once.</summary>
    private static (Detector Detector, Lazy<Regex> Regex) Prepared(Detector detector)
    {
        if (detector.IsCustom)
        {
            Re2.Require(detector.Pattern);
        }

        return (detector, new(() => Compile(detector)));
    }

    private static Regex Compile(Detector detector) =>
        detector.Before.Length > 0
            ? Re2.Compile(detector.Before, detector.Pattern, detector.After, KeyPattern.Timeout)
            : Re2.Compile(detector.Pattern, KeyPattern.Timeout);
}

/// <summary>What detectors made of a value.</summary>
/// <param name="Names">Of those that found something, each once, in their order.</param>
internal sealed record Detected(string Text, ImmutableArray<string> Names);
