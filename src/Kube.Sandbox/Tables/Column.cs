using System.Globalization;
using System.Text.Json.Nodes;
using Kube.Schema.Json;

namespace Kube.Sandbox.Tables;

/// <summary>One column of what <c>kubectl get</c> shows; the name comes first and is not listed.</summary>
/// <param name="Priority">0 is always shown, 1 with <c>-o wide</c>.</param>
/// <param name="Cell">From the object and the current time.</param>
internal sealed record Column(string Name, string Type, string Description, int Priority, Func<JsonObject, DateTimeOffset, JsonNode?> Cell)
{
    private const string AgeDescription =
        "CreationTimestamp is a timestamp representing the server time when this object was created. It is not guaranteed to be set in happens-before order across separate operations. Clients may not set this value. It is represented in RFC3339 form and is in UTC.\n\nPopulated by the system. Read-only. Null for lists. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata";

    public static Column Age { get; } = new("Age", "string", AgeDescription, 0, (value, now) => Since(value.Text("metadata", "creationTimestamp"), now));

    public static Column CustomAge { get; } = Age with { Type = "date" };

    public static Column Of(string name, Func<JsonObject, JsonNode?> cell, int priority = 0, string description = "", string type = "string") =>
        new(name, type, description, priority, (value, _) => cell(value));

    /// <summary>An entry of <c>additionalPrinterColumns</c>.</summary>
    public static Column Custom(JsonObject column)
    {
        var path = JsonPath.Parse(column.Text("jsonPath") ?? "");
        var type = column.Text("type") ?? "string";
        var description = column.Text("description") ?? $"Custom resource definition column (in JSONPath format): {column.Text("jsonPath")}";
        return new Column(
            column.Text("name") ?? "", type, description, (int)(column.Integer("priority") ?? 0),
            (value, now) => path.Select(value).FirstOrDefault() is { } found ? Typed(type, found, now) : null);
    }

    private static JsonNode? Typed(string type, JsonNode value, DateTimeOffset now) => type switch
    {
        "date" => Since(value.Text(), now),
        "integer" => value.Integer(),
        "number" => value.Number(),
        "string" => value.Text() ?? value.ToJsonString(),
        _ => value.DeepClone(),
    };

    /// <summary>How long ago, in at most two units, as kubectl writes it.</summary>
    public static string Since(string? timestamp, DateTimeOffset now) =>
        DateTimeOffset.TryParse(timestamp, CultureInfo.InvariantCulture, out var time) ? HumanDuration.Format(now - time) : "<unknown>";
}
