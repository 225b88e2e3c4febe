using System.Collections.Immutable;
using LlmTracing.Cli.Telemetry;
using LlmTracing.Compiler.Otlp;
using LlmTracing.Compiler.Preview;

namespace LlmTracing.Cli.Previews;

/// <summary>Recorded telemetry beside what redaction leaves of it. Holds the values: it is for the owner of the recording only.</summary>
/// <param name="Items">Compared when they are asked for; where nothing was done, none differs.</param>
internal sealed record Comparison(IEnumerable<ComparedItem> Items, ImmutableArray<Change> Changes)
{
    /// <summary>Span by span and record by record, in order.</summary>
    public static ParallelQuery<Comparison> Of(Redactor redactor, IReadOnlyList<OtlpRequest> requests) =>
        InParallel.Of(requests).SelectMany(SingleRequest.Of).Select(part => Of(redactor, part));

    private static Comparison Of(Redactor redactor, SingleRequest part)
    {
        var result = redactor.Apply(part.Request);
        ImmutableArray<Change> made = [.. result.Changes.Where(change => IsAbout(change, part))];
        return new Comparison(Pairs(part, result.Request, made), made);
    }

    private static bool IsAbout(Change change, SingleRequest part) =>
        part.IsHead == (change.Place.StartsWith("resource", StringComparison.Ordinal) || change.Place.StartsWith("scope", StringComparison.Ordinal));

    private static IEnumerable<ComparedItem> Pairs(SingleRequest part, OtlpRequest redacted, ImmutableArray<Change> changes)
    {
        var after = TelemetryItems.Of(redacted).ToLookup(item => item.Kind);
        return TelemetryItems.Of(part.Request)
            .Where(item => (item.Kind is ItemKind.Resource or ItemKind.Scope) == part.IsHead)
            .Where(item => item.Kind != ItemKind.Event || after.Contains(ItemKind.Span))
            .GroupBy(item => item.Kind)
            .SelectMany(kind => kind.Select((item, index) => ComparedItem.Of(item, after[kind.Key].ElementAtOrDefault(index), changes)));
    }
}

/// <summary>One thing before and after.</summary>
/// <param name="Gone">It was dropped as a whole.</param>
/// <param name="Drop">What dropped it, where it is a span that is gone.</param>
internal sealed record ComparedItem(TelemetryItem Before, bool Gone, Change? Drop, ImmutableArray<ComparedField> Fields)
{
    public static ComparedItem Of(TelemetryItem before, TelemetryItem? after, ImmutableArray<Change> changes)
    {
        var left = (after?.Fields ?? []).GroupBy(field => field.Place).ToDictionary(fields => fields.Key, fields => new Queue<TelemetryField>(fields));
        var fields = before.Fields
            .Select(field => ComparedField.Of(field, left.TryGetValue(field.Place, out var same) && same.TryDequeue(out var found) ? found : null, changes))
            .ToList();
        var added = left.Values.SelectMany(rest => rest).Select(field => new ComparedField(field.Place, null, field.Text, Reasons(field.Place, changes)));
        return new ComparedItem(before, after is null, changes.FirstOrDefault(ChangeText.IsSpan), [.. fields, .. added]);
    }

    private static ImmutableArray<Change> Reasons(string place, ImmutableArray<Change> changes) => [.. changes.Where(change => change.Place == place)];
}

/// <summary>One value before and after.</summary>
/// <param name="Before">Null when redaction added it.</param>
/// <param name="After">Null when it was removed.</param>
internal sealed record ComparedField(string Place, string? Before, string? After, ImmutableArray<Change> Changes)
{
    public bool IsChanged => Before != After || !Changes.IsEmpty;

    public static ComparedField Of(TelemetryField before, TelemetryField? after, ImmutableArray<Change> changes)
    {
        ImmutableArray<Change> own = [.. changes.Where(change => change.Place == before.Place)];
        return new(before.Place, before.Text, after?.Text, own.IsEmpty && after is null ? [.. changes.Where(change => Covers(change, before)).Take(1)] : own);
    }

    /// <summary>A key that may be data is not in the report, and attributes that can't be read go together.</summary>
    private static bool Covers(Change change, TelemetryField field)
    {
        var attributes = field.Attribute is null ? "" : field.Place[..^$"[\"{field.Attribute}\"]".Length];
        return attributes.Length > 0 && (change.Place == attributes || change.Place == $"{attributes}[*]");
    }
}
