using LlmTracing.Compiler.Preview;

namespace LlmTracing.Cli.Previews;

/// <summary>What happened, by span, in the order of the recording.</summary>
internal static class PreviewText
{
    public static void Write(IReadOnlyList<PreviewResult> results, TextWriter output)
    {
        var changes = results.SelectMany(result => result.Changes).ToList();
        (string SpanId, string Name)? shown = null;
        foreach (var change in changes)
        {
            if (shown != (change.SpanId, change.Name))
            {
                output.WriteLine(Owner(change));
                shown = (change.SpanId, change.Name);
            }

            var by = change.Detectors.IsDefaultOrEmpty ? "" : $" ({string.Join(", ", change.Detectors)})";
            output.WriteLine($"  {change.Kind,-9} {change.Place}{by}");
        }

        output.WriteLine($"{changes.Count} {(changes.Count == 1 ? "change" : "changes")}: "
            + $"{string.Join(", ", changes.CountBy(change => change.Kind).OrderBy(pair => pair.Key).Select(pair => $"{pair.Value} {pair.Key.ToString().ToLowerInvariant()}"))}");
    }

    private static string Owner(Change change) =>
        change.SpanId.Length == 0 ? (change.Name.Length == 0 ? "resources and scopes" : change.Name) : $"{change.Name} [{change.SpanId}]";
}
