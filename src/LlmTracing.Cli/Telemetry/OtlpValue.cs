using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LlmTracing.Cli.Telemetry;

/// <summary>Converts OTLP's typed values to plain JSON and to text.</summary>
internal static class OtlpValue
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Sorts maps by key, as redaction does. Null for a value without a type; one with several types stays unchanged.</summary>
    public static JsonNode? Plain(JsonNode? value)
    {
        var members = (value as JsonObject ?? []).Where(member => member.Value is not null).ToList();
        return members switch
        {
            [] => null,
            [{ Key: "intValue", Value: JsonValue number }] when long.TryParse(
                number.ToString(), CultureInfo.InvariantCulture, out var integer) => integer,
            [{ Key: "arrayValue", Value: JsonObject list }] => new JsonArray([.. list.Objects("values").Select(Plain)]),
            [{ Key: "kvlistValue", Value: JsonObject map }] => Map([.. map.Objects("values")]),
            [{ Value: { } other }] => other.DeepClone(),
            _ => value!.DeepClone(),
        };
    }

    /// <summary>Text unchanged, everything else as JSON.</summary>
    public static string Text(JsonNode? value) => value switch
    {
        null => "",
        JsonValue text when text.TryGetValue<string>(out var characters) => characters,
        _ => value.ToJsonString(Readable),
    };

    public static IEnumerable<JsonObject> Objects(this JsonObject owner, string list) =>
        (owner[list] as JsonArray)?.OfType<JsonObject>() ?? [];

    /// <summary>A map with a repeated key becomes a list, so that nothing is lost.</summary>
    private static JsonNode Map(List<JsonObject> pairs)
    {
        var members = pairs.Select(pair => KeyValuePair.Create(Text(pair["key"]), Plain(pair["value"])))
            .OrderBy(member => member.Key, StringComparer.Ordinal).ToList();
        return members.DistinctBy(member => member.Key, StringComparer.Ordinal).Count() == members.Count
            ? new JsonObject(members)
            : new JsonArray([.. members.Select(member => new JsonObject([member]))]);
    }
}
