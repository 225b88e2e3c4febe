using LlmTracing.Compiler.Preview;

namespace LlmTracing.Cli.Previews;

/// <summary>Changes in words.</summary>
internal static class ChangeText
{
    /// <summary>The kind and cause of a change.</summary>
    public static string Reason(Change change) => $"{change.Kind}{Cause(change)}";

    /// <summary>The cause of a change: the detectors that found something, or why a whole span was dropped.</summary>
    public static string Cause(Change change) =>
        IsSpan(change) ? $", {Why(change)}"
        : change.Detectors.IsDefaultOrEmpty ? ""
        : $" ({string.Join(", ", change.Detectors)})";

    /// <summary>Whether a whole span was dropped.</summary>
    public static bool IsSpan(Change change) => change is { Place: "span", Kind: ChangeKind.Dropped };

    /// <param name="spans">Number of spans before redaction.</param>
    public static void WriteSum(IReadOnlyCollection<Change> changes, int spans, TextWriter output)
    {
        output.WriteLine(Sum(changes));
        if (Spans(spans, changes) is { } sentence)
        {
            output.WriteLine(sentence);
        }
    }

    private static string Sum(IReadOnlyCollection<Change> changes) =>
        changes.Count == 0
            ? "0 changes"
            : $"{changes.Count} {(changes.Count == 1 ? "change" : "changes")}: {string.Join(", ", Kinds(changes))}";

    private static IEnumerable<string> Kinds(IEnumerable<Change> changes) =>
        changes.CountBy(change => change.Kind).OrderBy(pair => pair.Key)
            .Select(pair => $"{pair.Value} {pair.Key.ToString().ToLowerInvariant()}");

    /// <summary>How many spans there were, and why some were dropped; null if there were none.</summary>
    private static string? Spans(int before, IEnumerable<Change> changes)
    {
        var dropped = changes.Where(IsSpan).ToList();
        var count = $"{before} {(before == 1 ? "span" : "spans")}";
        return (before, dropped.Count) switch
        {
            (0, _) => null,
            (_, 0) => $"{count}, none dropped",
            _ => $"{count}, {dropped.Count} dropped: {string.Join(", ", dropped.CountBy(Why).Select(why => $"{why.Value} {why.Key}"))}",
        };
    }

    private static string Why(Change change) =>
        change.Detectors.IsDefaultOrEmpty
            ? "with links, which cannot be redacted (spec.links)"
            : $"as noise (spec.noise: {change.Detectors[0]})";
}
