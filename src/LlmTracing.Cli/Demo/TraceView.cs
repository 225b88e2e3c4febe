using System.Collections.Immutable;
using Spectre.Console;

namespace LlmTracing.Cli.Demo;

/// <summary>A trace before and after: the tree of spans, with the changes under each.</summary>
internal static class TraceView
{
    private const int LongestShown = 150;
    private const int MostPerSpan = 2;

    public static void Write(IAnsiConsole console, RecordedTrace before, RecordedTrace after)
    {
        var redacted = after.Spans.ToImmutableDictionary(span => span.Id);
        var shown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (span, depth) in Tree(before.Spans))
        {
            console.WriteLine();
            console.Write(new Text($"{new string(' ', depth * 2)}{span.Name}\n", new Style(Color.Blue, decoration: Decoration.Bold)));
            if (!redacted.TryGetValue(span.Id, out var left))
            {
                console.Write(Lines.Wrapped("- (the whole span)", new Style(Color.Red)));
                continue;
            }

            WriteSpan(console, [.. Changes(span, left)], shown);
        }

        console.WriteLine();
        console.Write(Lines.Wrapped(Sum(before.Spans, redacted), Style.Plain));
    }

    private static string Sum(ImmutableArray<DemoSpan> before, ImmutableDictionary<string, DemoSpan> after)
    {
        var all = before.SelectMany(span => span.Attributes.Select(pair => (span.Id, pair.Key, pair.Value))).ToList();
        var kept = all.Where(one => after.TryGetValue(one.Id, out var span) && span.Attributes.GetValueOrDefault(one.Key) == one.Value)
            .ToList();
        return $"{before.Length} spans in, {after.Count} out. {all.Count - kept.Count} attributes changed, {kept.Count} unchanged; "
            + $"token counts unchanged: {kept.Count(one => IsTokenCount(one.Key))} of {all.Count(one => IsTokenCount(one.Key))}.";
    }

    private static bool IsTokenCount(string key) => key.Contains("token_count", StringComparison.Ordinal);

    private static void WriteSpan(IAnsiConsole console, List<(string Key, string Before, string? After)> changes, HashSet<string> shown)
    {
        var telling = changes.Where(change => change.Before.Length <= LongestShown && shown.Add(change.Before)).Take(MostPerSpan).ToList();
        foreach (var (key, before, after) in telling)
        {
            console.Write(Lines.Wrapped($"  {key}", Style.Plain));
            console.Write(Lines.Wrapped($"- {before}", new Style(Color.Red)));
            console.Write(Lines.Wrapped(after is null ? "+ (removed)" : $"+ {after}", new Style(Color.Green)));
        }

        if (changes.Count > telling.Count)
        {
            console.Write(Lines.Wrapped($"  ... and {changes.Count - telling.Count} more", new Style(Color.Grey)));
        }
    }

    private static IEnumerable<(string Key, string Before, string? After)> Changes(DemoSpan before, DemoSpan after) =>
        from pair in before.Attributes
        let left = after.Attributes.GetValueOrDefault(pair.Key)
        where left != pair.Value
        select (pair.Key, pair.Value, left);

    private static IEnumerable<(DemoSpan Span, int Depth)> Tree(ImmutableArray<DemoSpan> spans)
    {
        var children = spans.ToLookup(span => span.Parent);
        var known = spans.Select(span => span.Id).ToImmutableHashSet();
        IEnumerable<(DemoSpan, int)> Under(DemoSpan span, int depth) =>
            children[span.Id].OrderBy(child => child.Start).SelectMany(child => Under(child, depth + 1)).Prepend((span, depth));
        return spans.Where(span => !known.Contains(span.Parent)).SelectMany(root => Under(root, 0));
    }
}
