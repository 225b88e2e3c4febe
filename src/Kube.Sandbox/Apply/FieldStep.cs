using System.Text.Encodings.Web;
using System.Text.Json;

namespace Kube.Sandbox.Apply;

/// <summary>
/// One step of a field path, in the notation of <c>fieldsV1</c>: <c>f:name</c>, <c>k:{"key":"value"}</c>, <c>v:value</c>.
/// </summary>
internal static class FieldStep
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Field(string name) => $"f:{name}";

    /// <summary>The step to an entry of a list that is not atomic.</summary>
    public static string Entry(SchemaNode list, JsonNode? entry) => list.ListKind == ListKind.Set
        ? $"v:{entry?.ToJsonString(Relaxed) ?? "null"}"
        : Key(ListEntry.Key(list, entry));

    /// <summary>The same step from any writer in one spelling.</summary>
    public static string Canonical(string step) =>
        step.StartsWith("k:", StringComparison.Ordinal) && JsonNode.Parse(step[2..]) is JsonObject key
        ? Key(new JsonObject(key.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))))
        : step;

    /// <summary>As shown in messages about conflicts.</summary>
    public static string Show(string step) => step[..2] switch
    {
        "f:" => $".{step[2..]}",
        "k:" => $"[{string.Join(",", JsonNode.Parse(step[2..])!.AsObject().Select(Show))}]",
        _ => $"[={step[2..]}]",
    };

    private static string Show(KeyValuePair<string, JsonNode?> key) => $"{key.Key}={key.Value?.ToJsonString(Relaxed)}";

    private static string Key(JsonObject key) => $"k:{key.ToJsonString(Relaxed)}";
}
