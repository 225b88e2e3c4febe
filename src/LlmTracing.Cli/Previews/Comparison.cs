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
        InParallel.Of(requests.SelectMany(SingleRequest.Of)).Select(part => Of(redactor, part));

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
        var byPlace = changes.ToLookup(change => change.Place, StringComparer.Ordinal);
        return TelemetryItems.Of(part.Request)
            .Where(item => (item.Kind is ItemKind.Resource or ItemKind.Scope) == part.IsHead)
            .Where(item => item.Kind != ItemKind.Event || after.Contains(ItemKind.Span))
            .GroupBy(item => item.Kind)
            .SelectMany(kind => kind.Select((item, index) => ComparedItem.Of(item, after[kind.Key].ElementAtOrDefault(index), byPlace)));
    }
}

/// <summary>One thing before and after.</summary>
/// <param name="Gone">It was dropped as a whole.</param>
/// <param name="Drop">What dropped it, where it is a span that is gone.</param>
internal sealed record ComparedItem(TelemetryItem Before, bool Gone, Change? Drop, ImmutableArray<ComparedField> Fields)
{
    public static ComparedItem Of(TelemetryItem before, TelemetryItem? after, ILookup<string, Change> changes)
    {
        var left = (after?.Fields ?? []).GroupBy(field => field.Place).ToDictionary(fields => fields.Key, fields => new Queue<TelemetryField>(fields));
        var fields = before.Fields
            .Select(field => ComparedField.Of(field, left.TryGetValue(field.Place, out var same) && same.TryDequeue(out var found) ? found : null, changes))
            .ToList();
        var added = left.Values.SelectMany(rest => rest).Select(field => new ComparedField(field.Place, null, field, [.. changes[field.Place]]));
        return new ComparedItem(before, after is null, changes["span"].FirstOrDefault(ChangeText.IsSpan), [.. fields, .. added]);
    }
}

/// <summary>One value before and after.</summary>
/// <param name="before">Null when redaction added it.</param>
/// <param name="after">Null when it was removed.</param>
/// <param name="changes">Empty where nothing was done to it.</param>
internal sealed class ComparedField(string place, TelemetryField? before, TelemetryField? after, ImmutableArray<Change> changes)
{
    public string Place => place;

    public string? Before => before?.Text;

    public string? After => after?.Text;

    public ImmutableArray<Change> Changes => changes;

    public bool IsChanged => before is null || after is null || !changes.IsEmpty;

    public static ComparedField Of(TelemetryField before, TelemetryField? after, ILookup<string, Change> changes)
    {
        var own = changes[before.Place];
        return new(before.Place, before, after, after is null && !own.Any() ? [.. Covering(before, changes).Take(1)] : [.. own]);
    }

    /// <summary>A key that may be data is not in the report, and attributes that can't be read go together.</summary>
    private static IEnumerable<Change> Covering(TelemetryField field, ILookup<string, Change> changes)
    {
        var attributes = field.Attribute is null ? "" : field.Place[..^$"[\"{field.Attribute}\"]".Length];
        return attributes.Length == 0 ? [] : changes[attributes].Concat(changes[$"{attributes}[*]"]);
    }
}
