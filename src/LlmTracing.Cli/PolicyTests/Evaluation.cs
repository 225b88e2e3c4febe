using System.Collections.Immutable;
using System.Text.Json.Nodes;
using LlmTracing.Cli.Telemetry;
using LlmTracing.Compiler.Otlp;

namespace LlmTracing.Cli.PolicyTests;

/// <summary>Why an expectation is not met; shows nothing from the telemetry except names, keys and IDs.</summary>
/// <param name="Places">Some of the places where it is not met.</param>
internal sealed record Failure(string Message, ImmutableArray<string> Places);

/// <summary>Evaluates expectations against telemetry.</summary>
internal sealed class Evaluation
{
    private const int MostPlaces = 10;

    private readonly ImmutableArray<TelemetryItem> items;
    private readonly Lazy<ImmutableArray<SearchedText>> everywhere;
    private readonly Dictionary<(TelemetryItem, TelemetryField), SearchedText> searched = [];

    public Evaluation(IEnumerable<OtlpRequest> requests)
    {
        ImmutableArray<OtlpRequest> all = [.. requests];
        items = [.. all.SelectMany(request => TelemetryItems.From(request))];
        everywhere = new(() => SearchedText.Elsewhere(all, items));
    }

    /// <summary>Whether the subject of the expectation exists; otherwise expecting its absence means nothing.</summary>
    public bool Holds(Expectation expectation) => expectation.Check switch
    {
        Check.Absent absent => Search(new Scope(null, null, null, null)).Any(text => text.Find(absent.Text) is not null),
        Check.Exists { Expected: false } => Matching(expectation.Where).Any(),
        _ => true,
    };

    /// <summary>Whether any attribute has this key.</summary>
    public bool Has(string key) => Matching(new Scope(null, null, null, key)).Any();

    /// <summary>Null if it is met.</summary>
    public Failure? Evaluate(Expectation expectation)
    {
        var where = expectation.Where;
        return expectation.Check switch
        {
            Check.Absent absent => Absent(where, absent.Text),
            Check.Present present when Fields(where).Any(one => one.Field.Text.Contains(present.Text, StringComparison.Ordinal)) => null,
            Check.Equal equal => Equal(where, equal.Value),
            Check.Exists exists when exists.Expected == Matching(where).Any() => null,
            Check.Exists { Expected: false } => Failed(
                expectation, "it was found", [.. Matching(where).Select(one => SearchedText.Place(one.Item, one.Field, ""))]),
            _ => Failed(expectation, "it was not found", []),
        };
    }

    private Failure? Absent(Scope where, string text)
    {
        if (where is { Attribute: null, IsEverything: false } && !Matching(where).Any())
        {
            return Failed(new Check.Absent(text), where, "there is nothing to search", []);
        }

        ImmutableArray<string> found =
            [.. Search(where).Select(searchedText => searchedText.Find(text)).OfType<string>().Distinct(StringComparer.Ordinal)];
        return found.IsEmpty ? null : Failed(new Check.Absent(text), where, "it was found", found);
    }

    private Failure? Equal(Scope where, JsonNode value)
    {
        var all = Fields(where).ToList();
        var others = all.Where(one => !JsonNode.DeepEquals(one.Field.Value, value)).ToList();
        return all.Count == 0 ? Failed(new Check.Equal(value), where, "there is no such attribute", [])
            : others.Count == 0 ? null
            : Failed(
                new Check.Equal(value),
                where,
                "it differs",
                [.. others.Select(one => $"{SearchedText.Place(one.Item, one.Field, "")}, which is {Kind(one.Field.Value)}")]);
    }

    private static string Kind(JsonNode? value) => value?.GetValueKind() switch
    {
        null => "without a value",
        System.Text.Json.JsonValueKind.String => "text",
        System.Text.Json.JsonValueKind.Number => "a number",
        System.Text.Json.JsonValueKind.Array => "a list",
        System.Text.Json.JsonValueKind.Object => "a map",
        _ => "a boolean",
    };

    private IEnumerable<SearchedText> Search(Scope where)
    {
        var own = Fields(where).Select(one =>
            searched.TryGetValue(one, out var known)
                ? known
                : searched[one] = SearchedText.From(one.Item, one.Field, where.Attribute is null));
        return where.IsEverything ? own.Concat(everywhere.Value) : own;
    }

    private IEnumerable<(TelemetryItem Item, TelemetryField Field)> Fields(Scope scope) =>
        from item in items
        where IsIn(item, scope)
        from field in item.Fields
        where scope.Attribute is null || field.Attribute == scope.Attribute
        select (item, field);

    /// <summary>The attributes if one is given, otherwise the spans, events or records themselves.</summary>
    private IEnumerable<(TelemetryItem Item, TelemetryField? Field)> Matching(Scope where) =>
        where.Attribute is null
            ? items.Where(item => IsIn(item, where)).Select(item => (item, (TelemetryField?)null))
            : Fields(where).Select(one => (one.Item, (TelemetryField?)one.Field));

    private static bool IsIn(TelemetryItem item, Scope where) => where switch
    {
        { Log: { } log } => item.Kind == ItemKind.Log && item.Name == log,
        { Event: { } name } => item.Kind == ItemKind.Event && item.Name == name && (where.Span is null || item.Owner == where.Span),
        { Span: { } span } => (item.Kind == ItemKind.Span && item.Name == span) || (item.Kind == ItemKind.Event && item.Owner == span),
        _ => true,
    };

    private static Failure Failed(Expectation expectation, string but, ImmutableArray<string> places) =>
        Failed(expectation.Check, expectation.Where, but, places);

    private static Failure Failed(Check check, Scope where, string but, ImmutableArray<string> places) => new(
        $"expected for {where}: {check}, but {but}",
        places.Length <= MostPlaces ? places : [.. places.Take(MostPlaces), $"and {places.Length - MostPlaces} more"]);
}
