using System.Text.Json;
using System.Text.Json.Nodes;

namespace LlmTracing.Compiler.Otlp;

/// <summary>An OTLP export request of traces or logs in the JSON encoding of OTLP: lower-camel keys, hex ids, 64-bit integers as text.</summary>
/// <param name="Root">Holds <c>resourceSpans</c>, <c>resourceLogs</c> or both; fields that are not known here are passed on.</param>
public sealed record OtlpRequest(JsonObject Root)
{
    /// <summary>Reads one request.</summary>
    /// <exception cref="JsonException">It is no JSON object. The message says where, and holds none of the text.</exception>
    public static OtlpRequest Parse(string json) =>
        new(JsonNode.Parse(Surrogates.Whole(json)) as JsonObject ?? throw new JsonException("An OTLP request is a JSON object."));

    /// <summary>How many there are.</summary>
    public int Spans => Root.Items("resourceSpans").SelectMany(resource => resource.Items("scopeSpans")).Sum(scope => scope.Items("spans").Count());

    /// <summary>One line.</summary>
    public string ToJson() => Root.ToJsonString();

    /// <summary>A copy that shares nothing.</summary>
    internal OtlpRequest Copy() => new((JsonObject)Root.DeepClone());
}

/// <summary>Reading of members that may be missing.</summary>
internal static class OtlpNodes
{
    /// <summary>The objects of a list; what is no object is passed over.</summary>
    internal static IEnumerable<JsonObject> Items(this JsonObject owner, string list) =>
        owner[list] is JsonArray items ? items.OfType<JsonObject>() : [];

    /// <summary>Empty when missing.</summary>
    internal static string Text(this JsonObject owner, string member) =>
        owner[member] is JsonValue value && value.TryGetValue(out string? text) ? text : "";

    /// <summary>Empty text is left out, as in OTLP.</summary>
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
