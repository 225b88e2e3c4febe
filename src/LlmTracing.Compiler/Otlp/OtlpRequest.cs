using System.Text.Json;
using System.Text.Json.Nodes;

namespace LlmTracing.Compiler.Otlp;

/// <summary>An OTLP export request for traces or logs in OTLP's JSON: lowerCamelCase keys, hex IDs, 64-bit integers as text.</summary>
/// <param name="Root">Holds <c>resourceSpans</c>, <c>resourceLogs</c> or both; unknown fields are passed on.</param>
public sealed record OtlpRequest(JsonObject Root)
{
    /// <summary>Reads one request.</summary>
    /// <exception cref="JsonException">It is not a JSON object. The message says where, without quoting the text.</exception>
    public static OtlpRequest Parse(string json) =>
        new(JsonNode.Parse(Surrogates.Whole(json)) as JsonObject ?? throw new JsonException("An OTLP request is a JSON object."));

    /// <summary>How many there are.</summary>
    public int Spans =>
        Root.Items("resourceSpans").SelectMany(resource => resource.Items("scopeSpans")).Sum(scope => scope.Items("spans").Count());

    /// <summary>One line.</summary>
    public string ToJson() => Root.ToJsonString();

    /// <summary>A copy that shares nothing.</summary>
    internal OtlpRequest Copy() => new((JsonObject)Root.DeepClone());
}

/// <summary>Reading of members that may be missing.</summary>
internal static class OtlpNodes
{
    /// <summary>The objects in a list; other items are skipped.</summary>
    internal static IEnumerable<JsonObject> Items(this JsonObject owner, string list) =>
        owner[list] is JsonArray items ? items.OfType<JsonObject>() : [];

    /// <summary>Empty when missing.</summary>
    internal static string Text(this JsonObject owner, string member) =>
        owner[member] is JsonValue value && value.TryGetValue(out string? text) ? text : "";

    /// <summary>Omits empty text, as OTLP does.</summary>
    internal static void SetText(this JsonObject owner, string member, string text)
    {
        if (text.Length == 0)
        {
            owner.Remove(member);
        }
        else
        {
            owner[member] = text;
        }
    }
}
