using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using LlmTracing.Cli.Telemetry;
using LlmTracing.Compiler.Otlp;

namespace LlmTracing.Cli.PolicyTests;

/// <summary>A value that is searched for texts, in any encoding.</summary>
/// <param name="place">Describes the location for a found text, without names that contain the text.</param>
internal sealed class SearchedText(string value, Func<string, string> place)
{
    private readonly Lazy<ImmutableArray<Reading>> readings = new(() => Readings.Decode(value));

    /// <summary>A value, together with its attribute's key if no key was given.</summary>
    public static SearchedText From(TelemetryItem item, TelemetryField field, bool withKey) =>
        new(withKey && field.Attribute is { } key ? $"{key}\n{field.Text}" : field.Text, text => Place(item, field, text));

    /// <summary>Text in the requests that is not part of any value, because it is malformed or unknown.</summary>
    public static ImmutableArray<SearchedText> Elsewhere(IEnumerable<OtlpRequest> requests, IEnumerable<TelemetryItem> items)
    {
        var known = items.SelectMany(item => item.Fields).SelectMany(field => new[] { field.Text, field.Attribute ?? "" })
            .ToHashSet(StringComparer.Ordinal);
        return [.. requests.SelectMany(request => Leaves(request.Root)).Where(text => known.Add(text))
            .Select(text => new SearchedText(text, _ => "another part of the output"))];
    }

    /// <summary>Where the text is and how it is encoded; null if it does not occur.</summary>
    public string? Find(string text) =>
        readings.Value.FirstOrDefault(reading => reading.Text.Contains(text, StringComparison.Ordinal)) is not { } found ? null
        : found.How.Length == 0 ? place(text)
        : $"{place(text)}, as {found.How}";

    /// <param name="hidden">Names and keys that contain this text are omitted; empty for none.</param>
    public static string Place(TelemetryItem item, TelemetryField? field, string hidden)
    {
        bool Hides(string name) =>
            hidden.Length > 0 && Readings.Decode(name).Any(reading => reading.Text.Contains(hidden, StringComparison.Ordinal));
        var title = Hides(item.Title) ? $"{item.Kind.ToString().ToLowerInvariant()} {item.ShownId}".TrimEnd() : item.Title;
        if (field is null)
        {
            return title;
        }

        var key = field.Attribute is { } name && Hides(name) ? $"{field.Place[..^(name.Length + 3)]}*]" : field.Place;
        return $"{title}: {key}";
    }

    private static IEnumerable<string> Leaves(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(member => Leaves(member.Value)),
        JsonArray list => list.SelectMany(Leaves),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [value.GetValue<string>()],
        _ => [],
    };
}
