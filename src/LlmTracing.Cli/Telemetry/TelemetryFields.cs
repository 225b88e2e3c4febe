using System.Text.Json;
using System.Text.Json.Nodes;

namespace LlmTracing.Cli.Telemetry;

/// <summary>Every value in an OTLP object, whether we know the field or not.</summary>
internal static class TelemetryFields
{
    /// <param name="place">The object's location.</param>
    /// <param name="without">A member that is shown elsewhere.</param>
    public static IEnumerable<TelemetryField> Of(JsonObject owner, string place, string without = "") =>
        owner.Where(member => member.Key != without).SelectMany(member => Member(member.Key, member.Value, place));

    private static IEnumerable<TelemetryField> Member(string name, JsonNode? value, string place) => (name, value) switch
    {
        (_, null) => [],
        ("attributes", JsonArray pairs) => pairs.OfType<JsonObject>().Select(pair => Attribute(pair, place)),
        ("body", JsonObject body) => [new TelemetryField($"{place}.body", null, body, typed: true)],
        (_, JsonObject map) => Of(map, Under(place, name)),
        (_, JsonArray list) => list.SelectMany((item, index) => Item(item, $"{Under(place, name)}[{index}]")),
        _ => [new TelemetryField(Under(place, name), null, value, typed: false)],
    };

    private static IEnumerable<TelemetryField> Item(JsonNode? item, string place) =>
        item is JsonObject map ? Of(map, place) : [new TelemetryField(place, null, item, typed: false)];

    private static TelemetryField Attribute(JsonObject pair, string place)
    {
        var key = OtlpValue.Text(pair["key"]);
        return new TelemetryField($"{place}.attributes[\"{key}\"]", key, pair["value"], typed: true);
    }

    private static string Under(string place, string name) => $"{place}.{JsonNamingPolicy.SnakeCaseLower.ConvertName(name)}";
}
