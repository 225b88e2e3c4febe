using System.Globalization;

namespace Kube.Sandbox.Tables;

/// <summary>One column of what <c>kubectl get</c> shows; the name comes first and is not listed.</summary>
/// <param name="Priority">0 is always shown, 1 with <c>-o wide</c>.</param>
internal sealed record Column(string Name, string Type, int Priority, JsonPath Path)
{
    public static Column Age { get; } = new("Age", "date", 0, new JsonPath(".metadata.creationTimestamp"));

    /// <summary>Columns written as <c>Name:.json.path</c>, and the age.</summary>
    public static ImmutableArray<Column> Parse(params ReadOnlySpan<string> columns) =>
        [.. columns.ToArray().Select(text => text.Split(':', 2))
            .Select(parts => new Column(parts[0], "string", 0, new JsonPath(parts[1]))), Age];

    /// <summary>An entry of <c>additionalPrinterColumns</c>.</summary>
    public static Column Read(JsonObject column) => new(
        column.Text("name") ?? "", column.Text("type") ?? "string", (int)(column.Integer("priority") ?? 0),
        new JsonPath(column.Text("jsonPath") ?? ""));

    public JsonNode? Cell(JsonObject value, DateTimeOffset now) => (Type, Path.Select(value)) switch
    {
        (_, null) => null,
        ("date", var found) => DateTimeOffset.TryParse(found.Text(), CultureInfo.InvariantCulture, out var time) ? Duration(now - time)
            : "<unknown>",
        ("integer", var found) => found.Integer(),
        ("number", var found) => found.Number(),
        ("string", var found) => found.Text() ?? found.ToJsonString(),
        var (_, found) => found.DeepClone(),
    };

    /// <summary>As kubectl writes it: precise while short, rough when long.</summary>
    public static string Duration(TimeSpan span) => span.TotalSeconds switch
    {
        < 0 => "0s",
        < 120 => $"{(long)span.TotalSeconds}s",
        < 600 when span.Seconds > 0 => $"{span.Minutes}m{span.Seconds}s",
        < 3 * 3600 => $"{(long)span.TotalMinutes}m",
        < 8 * 3600 when span.Minutes > 0 => $"{span.Hours}h{span.Minutes}m",
        < 48 * 3600 => $"{(long)span.TotalHours}h",
        _ => $"{(long)span.TotalDays}d",
    };
}
