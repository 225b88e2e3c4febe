using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kube.Sandbox.Tests.Fixtures;

namespace Kube.Sandbox.Tests.Conformance;

/// <summary>An answer without what differs by nature: identities, versions, times, addresses, the order of maps and of faults.</summary>
public static partial class NormalForm
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string Of(TestAnswer answer)
    {
        var lines = answer.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var bodies = answer.Body.StartsWith("{\"type\"", StringComparison.Ordinal) ? lines : [answer.Body];
        var warnings = string.Join(" ", answer.Warnings.Order(StringComparer.Ordinal));
        return $"{answer.Code} {warnings}\n{string.Join('\n', bodies.Select(Normalize))}";
    }

    private static string Normalize(string body)
    {
        try
        {
            return Visit(JsonNode.Parse(body), "")?.ToJsonString(Indented) ?? "null";
        }
        catch (JsonException)
        {
            return body.Trim();
        }
    }

    private static JsonNode? Visit(JsonNode? node, string name) => node switch
    {
        JsonObject map => new JsonObject(map.Where(pair => pair.Key != "storageVersionHash")
            .Where(pair => pair.Key != "managedFields" || pair.Value is JsonArray { Count: > 0 })
            .Where(pair => !IsEmptyListMeta(name, pair))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, Visit(pair.Value, pair.Key)))),
        JsonArray list when name is "causes" or "managedFields" =>
            new JsonArray([.. list.Select(item => Visit(item, "")).DistinctBy(item => item?.ToJsonString())
                .OrderBy(item => item?.ToJsonString(), StringComparer.Ordinal)]),
        JsonArray list => new JsonArray([.. list.Select(item => Visit(item, ""))]),
        JsonValue value => Scalar(value, name),
        _ => null,
    };

    private static bool IsEmptyListMeta(string name, KeyValuePair<string, JsonNode?> pair) =>
        name == "metadata" && pair.Key == "continue" && pair.Value?.ToString() == "";

    private static JsonNode Scalar(JsonValue value, string name)
    {
        if (value.GetValueKind() != JsonValueKind.String)
        {
            return value.DeepClone();
        }

        var text = value.GetValue<string>();
        return name switch
        {
            "uid" => "UID",
            "resourceVersion" when text.Length > 0 => "VERSION",
            "clusterIP" when text.Length > 0 => "ADDRESS",
            "continue" when text.Length > 0 => "TOKEN",
            "description" => "",
            "message" => Sorted(Volatile(text)),
            _ => Volatile(text),
        };
    }

    private static string Volatile(string text) =>
        Address().Replace(Time().Replace(Version().Replace(Identity().Replace(Age().Replace(text, "AGE"), "UID"), "$1VERSION"), "TIME"),
            "ADDRESS");

    /// <summary>The faults of one object come in any order.</summary>
    private static string Sorted(string message)
    {
        var start = message.IndexOf(": [", StringComparison.Ordinal);
        return start < 0 || !message.EndsWith(']')
            ? message
            : $"{message[..start]}: {string.Join(" | ", FaultStart().Split(message[(start + 3)..^1]).Order(StringComparer.Ordinal))}";
    }

    [GeneratedRegex(@"^\d+[smhd](\d+s)?$")]
    private static partial Regex Age();

    [GeneratedRegex(@"((?:version: |current: |record \())\d+( \(\d+\))?")]
    private static partial Regex Version();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Identity();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")]
    private static partial Regex Time();

    [GeneratedRegex(@"^10\.96\.\d+\.\d+$")]
    private static partial Regex Address();

    [GeneratedRegex(@", (?=[.<]?[a-zA-Z][a-zA-Z0-9.\[\]>]*: )")]
    private static partial Regex FaultStart();
}
