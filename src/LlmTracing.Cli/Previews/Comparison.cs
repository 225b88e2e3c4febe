using System.Collections.Immutable;
using LlmTracing.Cli.Telemetry;
using LlmTracing.Compiler.Otlp;
using LlmTracing.Compiler.Preview;

namespace LlmTracing.Cli.Previews;

/// <summary>Recorded telemetry next to its redacted form. Contains the values, so it is only for the recording's owner.</summary>
/// <param name="Items">Compared lazily; if nothing was changed, none differs.</param>
internal sealed record Comparison(IEnumerable<ComparedItem> Items, ImmutableArray<Change> Changes)
{
    /// <summary>Span by span and record by record, in order.</summary>
    public static ParallelQuery<Comparison> Of(Redactor redactor, IReadOnlyList<OtlpRequest> requests) =>
        InParallel.Of(requests.SelectMany(SingleRequest.Split)).Select(part => Of(redactor, part));

    private static Comparison Of(Redactor redactor, SingleRequest part)
    {
        var result = redactor.Apply(part.Request);
        ImmutableArray<Change> made = [.. result.Changes.Where(change => IsAbout(change, part))];
        return new Comparison(Pairs(part, result.Request, made), made);
    }

    private static bool IsAbout(Change change, SingleRequest part) =>
        part.IsHead == (change.Place.StartsWith("resource", StringComparison.Ordinal)
            || change.Place.StartsWith("scope", StringComparison.Ordinal));

    private static IEnumerable<ComparedItem> Pairs(SingleRequest part, OtlpRequest redacted, ImmutableArray<Change> changes)
    {
        var after = TelemetryItems.From(redacted).ToLookup(item => item.Kind);
        var byPlace = changes.ToLookup(change => change.Place, StringComparer.Ordinal);
        return TelemetryItems.From(part.Request)
            .Where(item => (item.Kind is ItemKind.Resource or ItemKind.Scope) == part.IsHead)
            .Where(item => item.Kind != ItemKind.Event || after.Contains(ItemKind.Span))
            .GroupBy(item => item.Kind)
            .SelectMany(kind => kind.Select((item, index) => ComparedItem.Of(item, after[kind.Key].ElementAtOrDefault(index), byPlace)));
    }
}

/// <summary>An item before and after.</summary>
/// <param name="Gone">Whether the whole item was dropped.</param>
/// <param name="Drop">The change that dropped it, if it is a dropped span.</param>
internal sealed record ComparedItem(TelemetryItem Before, bool Gone, Change? Drop, ImmutableArray<ComparedField> Fields)
{
    public static ComparedItem Of(TelemetryItem before, TelemetryItem? after, ILookup<string, Change> changes)
    {
        var left = (after?.Fields ?? []).GroupBy(field => field.Place)
            .ToDictionary(fields => fields.Key, fields => new Queue<TelemetryField>(fields));
        var fields = before.Fields
            .Select(field => ComparedField.Of(
                field, left.TryGetValue(field.Place, out var same) && same.TryDequeue(out var found) ? found : null, changes))
            .ToList();
        var added = left.Values.SelectMany(rest => rest)
            .Select(field => new ComparedField(field.Place, null, field, [.. changes[field.Place]]));
        return new ComparedItem(before, after is null, changes["span"].FirstOrDefault(ChangeText.IsSpan), [.. fields, .. added]);
    }
}

/// <summary>A value before and after.</summary>
/// <param name="before">Null if redaction added it.</param>
/// <param name="after">Null if it was removed.</param>
/// <param name="changes">Empty if it was not changed.</param>
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

    /// <summary>The report omits keys that may be data, and lists unreadable attributes together.</summary>
    private static IEnumerable<Change> Covering(TelemetryField field, ILookup<string, Change> changes)
    {
        var attributes = field.Attribute is null ? "" : field.Place[..^$"[\"{field.Attribute}\"]".Length];
        return attributes.Length == 0 ? [] : changes[attributes].Concat(changes[$"{attributes}[*]"]);
    }
}
