using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LlmTracing.Compiler.Plan.Names;

namespace LlmTracing.Compiler.Tests.Preview;

/// <summary>Made-up spans, one for each content key and each event of the vocabulary, with an e-mail address in it.</summary>
internal static partial class VocabularySpans
{
    public static JsonObject Request { get; } = new()
    {
        ["resourceSpans"] = new JsonArray(new JsonObject
        {
            ["scopeSpans"] = new JsonArray(new JsonObject { ["spans"] = new JsonArray([.. Keys().Select(OfKey), .. Events().Select(OfEvent)]) }),
        }),
    };

    private static IEnumerable<string> Keys() =>
        Libraries.All.SelectMany(library => library.Content).SelectMany(row => Notation.Expand(row.Keys)).Select(Literal).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Events() => Libraries.All.SelectMany(library => library.Events).Select(one => one.Name).Distinct(StringComparer.Ordinal);

    private static string Literal(string key) => Place().Replace(key.TrimEnd(Library.Rest).Replace("<path>", "0.", StringComparison.Ordinal).Replace("<n>", "0", StringComparison.Ordinal), "one");

    private static JsonObject OfKey(string key) => new() { ["name"] = "chat", ["attributes"] = Content(key), ["status"] = new JsonObject { ["message"] = "of ulla@example.com" } };

    private static JsonObject OfEvent(string name) => new() { ["name"] = "chat", ["events"] = new JsonArray(new JsonObject { ["name"] = name, ["attributes"] = Content("content") }) };

    private static JsonArray Content(string key) => [new JsonObject { ["key"] = key, ["value"] = new JsonObject { ["stringValue"] = "I am ulla@example.com" } }];

    [GeneratedRegex(@"<\w+>|\*$")]
    private static partial Regex Place();
}
