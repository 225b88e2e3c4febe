using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LlmTracing.Compiler.Patterns;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Plan.Messages;

namespace LlmTracing.Compiler.Tests.Preview;

/// <summary>One value of a request, as the vocabulary sees it without any plan. What is in links is out of reach.</summary>
/// <param name="Categories">All that it may hold; empty for what is not known.</param>
internal sealed partial record CategorizedValue(JsonNode? Value, ImmutableHashSet<Category> Categories)
{
    private static readonly ImmutableHashSet<Category> Unknown = [];

    private static readonly ImmutableHashSet<Category> AnySpeaker = [.. Roles.All.Select(role => role.Category), .. Roles.Parts.Select(part => part.Category), Category.Retrieval];

    private static readonly ImmutableArray<(Regex Key, ImmutableArray<Category> Categories)> Families =
        [.. Vocabulary.Keys.Select(family => (Re2.Compile($"^(?:{family.Pattern})$", Timeout.InfiniteTimeSpan), family.Categories))];

    private static readonly ImmutableArray<(Regex Text, Category Category)> Parts =
        [.. Roles.Parts.Select(part => (Re2.Compile(part.Pattern, Timeout.InfiniteTimeSpan), part.Category))];

    private static readonly ImmutableArray<(Regex Key, string Role)> Indexed =
        [.. MessageLists.Indexed.Select(one => (new Regex($@"^({Regex.Escape(one.Prefix)}\.[0-9]+\.){one.Content}$"), one.Role))];

    /// <summary>The values of a request by their place; of a list of messages each.</summary>
    public static ImmutableSortedDictionary<string, CategorizedValue> Of(JsonNode request) =>
        Node("", request).ToImmutableSortedDictionary(one => one.Place, one => one.Value, StringComparer.Ordinal);

    private static IEnumerable<(string Place, CategorizedValue Value)> Node(string place, JsonNode? node) => node switch
    {
        JsonObject owner => owner.SelectMany(member => member.Key switch
        {
            "attributes" => Attributes(place, owner),
            "body" => [($"{place}.body", new(Read(member.Value), Payload(EventOf(owner), [member.Value])))],
            "message" when place.EndsWith(".status", StringComparison.Ordinal) => [($"{place}.message", new(member.Value, [Category.Errors]))],
            "links" => [],
            _ => Node($"{place}.{member.Key}", member.Value),
        }),
        JsonArray list => list.SelectMany((item, index) => Node($"{place}[{index}]", item)),
        _ => [(place, new(node, Unknown))],
    };

    private static IEnumerable<(string Place, CategorizedValue Value)> Attributes(string place, JsonObject owner)
    {
        var attributes = owner["attributes"]!.AsArray().ToLookup(pair => pair!["key"]!.ToString(), pair => pair!["value"])
            .ToDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal);
        var lists = Item().IsMatch(place) ? MessageLists.Lists.Select(list => list.Keys.FirstOrDefault(key => Messages(attributes.GetValueOrDefault(key)) is not null)).ToList() : [];
        var isEvent = Event().IsMatch(place) && Vocabulary.Events.Any(family => family.Name == owner["name"]?.ToString());
        var payloads = Vocabulary.EventPayloadKeys.Select(key => attributes.GetValueOrDefault(key)).ToArray();
        foreach (var (key, value) in attributes)
        {
            var attribute = $"{place}.attributes[{key}]";
            if (lists.Contains(key))
            {
                foreach (var (index, message) in Messages(value)!.Index())
                {
                    yield return ($"{attribute}[{index}]", new(message, Message(message)));
                }
            }
            else if (isEvent && Vocabulary.EventPayloadKeys.Contains(key))
            {
                yield return (attribute, new(Read(value), Payload(owner["name"], payloads)));
            }
            else
            {
                yield return (attribute, new(Read(value), Spoken(attributes, key) ?? OfKey(key)));
            }
        }
    }

    [GeneratedRegex(@"\.(?:spans|logRecords)\[[0-9]+\]$")]
    private static partial Regex Item();

    [GeneratedRegex(@"\.events\[[0-9]+\]$")]
    private static partial Regex Event();

    private static ImmutableHashSet<Category> OfKey(string key) => [.. Families.Where(family => family.Key.IsMatch(key)).SelectMany(family => family.Categories)];

    /// <summary>Of a message in attributes of its own, whose role is known.</summary>
    private static ImmutableHashSet<Category>? Spoken(Dictionary<string, JsonNode?> attributes, string key) =>
        Indexed.Select(one => (Match: one.Key.Match(key), one.Role)).FirstOrDefault(one => one.Match.Success) is { Match: { } match, Role: var role }
        && Speaker(attributes.GetValueOrDefault(match.Groups[1].Value + role)?["stringValue"]) is { } category
            ? [category]
            : null;

    private static ImmutableHashSet<Category> Message(JsonNode? message) =>
        Speaker((message as JsonObject)?["role"]) is { } category ? [category, .. PartsIn(message)] : AnySpeaker;

    private static Category? Speaker(JsonNode? role) => Roles.All.FirstOrDefault(one => one.Names.Contains(role?.ToString() ?? ""))?.Category;

    private static JsonNode? EventOf(JsonObject log) => log["eventName"] ?? log["attributes"]?.AsArray().LastOrDefault(pair => pair!["key"]!.ToString() == "event.name")?["value"]?["stringValue"];

    private static ImmutableHashSet<Category> Payload(JsonNode? name, JsonNode?[] payloads) =>
        Vocabulary.Events.FirstOrDefault(family => family.Name == name?.ToString()) is { } family ? [.. family.Categories, .. payloads.SelectMany(payload => PartsIn(Plain(payload)))] : Unknown;

    private static IEnumerable<Category> PartsIn(JsonNode? value) =>
        value is null ? [] : Parts.Where(part => part.Text.IsMatch(value is JsonValue ? value.ToString() : value.ToJsonString())).Select(part => part.Category);

    private static JsonArray? Messages(JsonNode? value) => Plain(value) switch { JsonArray list => list, JsonValue text => Json(text.ToString()) as JsonArray, _ => null };

    /// <summary>Without the names of its types; JSON text as what it says.</summary>
    private static JsonNode? Read(JsonNode? value) => Plain(value) is JsonValue text && text.GetValueKind() == JsonValueKind.String ? Json(text.ToString()) ?? text : Plain(value);

    private static JsonNode? Plain(JsonNode? value) => value?.AsObject().FirstOrDefault() switch
    {
        null or { Value: null } => null,
        { Key: "arrayValue" } list => new JsonArray([.. Values(list.Value).Select(item => Plain(item))]),
        { Key: "kvlistValue" } map => new JsonObject(Values(map.Value).Select(pair => KeyValuePair.Create(pair["key"]!.ToString(), Plain(pair["value"])))),
        { } one => one.Value.DeepClone(),
    };

    private static IEnumerable<JsonNode> Values(JsonNode list) => list["values"]?.AsArray().Select(item => item!) ?? [];

    private static JsonNode? Json(string text)
    {
        try
        {
            return JsonNode.Parse(text) is { } json and (JsonObject or JsonArray) ? json : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
