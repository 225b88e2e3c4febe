using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kube.Schema.Json;

/// <summary>Short forms for reading untyped objects; a wrong shape reads as absent.</summary>
internal static class JsonReading
{
    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            node = node is JsonObject map && map.TryGetPropertyValue(name, out var child) ? child : null;
        }

        return node;
    }

    public static JsonObject? Map(this JsonNode? node, params ReadOnlySpan<string> path) => node.At(path) as JsonObject;

    public static JsonArray? List(this JsonNode? node, params ReadOnlySpan<string> path) => node.At(path) as JsonArray;

    public static IEnumerable<JsonObject> Maps(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonArray items ? items.OfType<JsonObject>() : [];

    public static IEnumerable<string> Texts(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonArray items ? items.Select(item => item.Text()).OfType<string>() : [];

    public static string? Text(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static bool Flag(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    public static long? Integer(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        var number = node.Number(path);
        return number is { } value && value == Math.Truncate(value) ? (long)value : null;
    }

    public static double? Number(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.GetValueKind() == JsonValueKind.Number
            ? double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)
            : null;

    /// <summary>The child object, created when absent or of another type.</summary>
    public static JsonObject Ensure(this JsonObject map, string name)
    {
        if (map[name] is not JsonObject child)
        {
            child = [];
            map[name] = child;
        }

        return child;
    }

    /// <summary>Sets only what is absent; an explicit null counts as absent, as in the typed server.</summary>
    public static void Default(this JsonObject map, string name, JsonNode? value)
    {
        if (map[name] is null)
        {
            map[name] = value;
        }
    }

    public static JsonArray ToJsonArray(this IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];

    public static JsonArray ToJsonArray(this IEnumerable<JsonNode> nodes) => [.. nodes];

    public static JsonObject Copy(this JsonObject map) => (JsonObject)map.DeepClone();

    public static Dictionary<string, string> Pairs(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in node.Map(path) ?? [])
        {
            pairs[name] = value.Text() ?? "";
        }

        return pairs;
    }

    public static bool Same(JsonNode? left, JsonNode? right) => JsonNode.DeepEquals(left, right);
}
