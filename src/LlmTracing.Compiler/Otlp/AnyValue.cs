using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LlmTracing.Compiler.Otlp;

/// <summary>OTLP's AnyValue: an object with one member that names the type, or with no member.</summary>
internal static class AnyValue
{
    internal const string String = "stringValue";
    internal const string Bool = "boolValue";
    internal const string Int = "intValue";
    internal const string Double = "doubleValue";
    internal const string Array = "arrayValue";
    internal const string Map = "kvlistValue";
    internal const string Bytes = "bytesValue";

    internal static JsonObject Of(string text) => new() { [String] = text };

    internal static JsonObject Of(long number) => new() { [Int] = number.ToString(CultureInfo.InvariantCulture) };

    internal static JsonObject ListOf(IEnumerable<JsonObject> items) => new() { [Array] = Values(items) };

    internal static JsonObject MapOf(params IEnumerable<(string Key, JsonObject Value)> members) =>
        new() { [Map] = Values(members.Select(member => Pair(member.Key, member.Value))) };

    /// <summary>The items of a list; empty for any other value.</summary>
    internal static IEnumerable<JsonObject> Items(JsonObject value) => (value[Array] as JsonObject)?.Items("values") ?? [];

    /// <summary>A member of a map, the last if it is repeated; null if it is missing or the value is not a map.</summary>
    internal static JsonObject? Member(JsonObject value, string key) =>
        (value[Map] as JsonObject)?.Items("values").LastOrDefault(pair => pair.Text("key") == key)?["value"] as JsonObject;

    /// <summary>Parses JSON text, with all numbers as doubles; null if it is not JSON.</summary>
    /// <remarks>The collector accepts some texts that are not valid JSON, such as numbers with leading zeros; this does not.</remarks>
    internal static JsonObject? Parse(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(Surrogates.Whole(text), new JsonDocumentOptions { MaxDepth = 1000 });
            return FromJson(json.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The member's name; empty for a value without a type.</summary>
    internal static string Kind(JsonObject value)
    {
        foreach (var member in value)
        {
            if (member.Value is not null)
            {
                return member.Key;
            }
        }

        return "";
    }

    /// <summary>Whether OTTL sees a value: it sees none without a type, or in empty bytes.</summary>
    internal static bool IsPresent(JsonObject value) => Kind(value) switch
    {
        "" => false,
        Bytes => AsText(value).Length > 0,
        _ => true,
    };

    internal static bool IsStructured(JsonObject value) => Kind(value) is Array or Map;

    /// <summary>The text that the collector makes of a value: structured values as JSON with sorted keys, bytes as base64.</summary>
    internal static string AsText(JsonObject value) => Kind(value) switch
    {
        String or Bytes => value.Text(Kind(value)),
        Bool => value[Bool]!.GetValueKind() == JsonValueKind.True ? "true" : "false",
        Int => Integer(value[Int]!),
        Double => GoNumber.Text(Number(value[Double]!)),
        Array or Map => GoJson.Text(value),
        _ => "",
    };

    /// <summary>Whether the value can be written as JSON; a number that is not finite cannot, nor can anything that contains it.</summary>
    internal static bool HasJson(JsonObject value) => Kind(value) switch
    {
        Double => double.IsFinite(Number(value[Double]!)),
        Array => (value[Array] as JsonObject)?.Items("values").All(HasJson) ?? true,
        Map => (value[Map] as JsonObject)?.Items("values").All(pair => pair["value"] is not JsonObject inner || HasJson(inner)) ?? true,
        _ => true,
    };

    /// <summary>Decimal digits. OTLP writes 64-bit integers as text, but some senders write numbers.</summary>
    internal static string Integer(JsonNode node) =>
        node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : node.ToJsonString();

    internal static double Number(JsonNode node) =>
        node.GetValueKind() == JsonValueKind.Number ? double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture)
        : double.TryParse(node.ToString(), CultureInfo.InvariantCulture, out var parsed) ? parsed
        : double.NaN;

    /// <summary>Converts JSON, with all numbers as doubles.</summary>
    /// <exception cref="JsonException">A number is too large.</exception>
    internal static JsonObject FromJson(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => Of(json.GetString()!),
        JsonValueKind.True or JsonValueKind.False => new() { [Bool] = json.GetBoolean() },
        JsonValueKind.Number => new() { [Double] = Finite(json.GetDouble()) },
        JsonValueKind.Array => new() { [Array] = Values(json.EnumerateArray().Select(FromJson)) },
        JsonValueKind.Object =>
            new() { [Map] = Values(json.EnumerateObject().Select(member => Pair(member.Name, FromJson(member.Value)))) },
        _ => [],
    };

    /// <summary>Go rejects numbers that are too large.</summary>
    private static double Finite(double number) => double.IsFinite(number) ? number : throw new JsonException("A number is too large.");

    internal static JsonObject Pair(string key, JsonObject value) =>
        new() { ["key"] = key, ["value"] = value.Parent is null ? value : value.DeepClone() };

    private static JsonObject Values(IEnumerable<JsonObject> items)
    {
        var values = new JsonArray();
        foreach (var item in items)
        {
            values.Add(item.Parent is null ? item : item.DeepClone());
        }

        return new() { ["values"] = values };
    }
}
