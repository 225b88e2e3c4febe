using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Kube.Schema.Json;

namespace Kube.Sandbox.Tables;

/// <summary>Columns of the core group.</summary>
internal static class CoreColumns
{
    public static ImmutableArray<Column> Namespace { get; } =
        [Column.Of("Status", value => value.Text("status", "phase"), description: "The status of the namespace"), Column.Age];

    public static ImmutableArray<Column> ConfigMap { get; } =
        [Column.Of("Data", value => (value.Map("data")?.Count ?? 0) + (value.Map("binaryData")?.Count ?? 0)), Column.Age];

    public static ImmutableArray<Column> Secret { get; } =
        [Column.Of("Type", value => value.Text("type")), Column.Of("Data", value => value.Map("data")?.Count ?? 0), Column.Age];

    public static ImmutableArray<Column> ServiceAccount { get; } =
        [Column.Of("Secrets", value => value.List("secrets")?.Count ?? 0), Column.Age];

    public static ImmutableArray<Column> Service { get; } =
    [
        Column.Of("Type", value => value.Text("spec", "type")),
        Column.Of("Cluster-IP", value => value.Text("spec", "clusterIP") ?? "<none>"),
        Column.Of("External-IP", value => value.Text("spec", "externalName") ?? "<none>"),
        Column.Of("Port(s)", value => Or(string.Join(",", value.Maps("spec", "ports").Select(port => $"{port.Integer("port")}/{port.Text("protocol")}")))),
        Column.Age,
        Column.Of("Selector", value => Pairs(value.Map("spec", "selector")), 1),
    ];

    public static ImmutableArray<Column> Node { get; } =
    [
        Column.Of("Status", value => ConditionStatus(value, "Ready") == "True" ? "Ready" : "NotReady"),
        Column.Of("Roles", _ => "<none>"),
        Column.Age,
        Column.Of("Version", value => value.Text("status", "nodeInfo", "kubeletVersion") ?? ""),
    ];

    public static ImmutableArray<Column> Endpoints { get; } =
    [
        Column.Of("Endpoints", value => Or(string.Join(",", value.Maps("subsets").SelectMany(set => set.Maps("addresses")).Select(item => item.Text("ip"))))),
        Column.Age,
    ];

    public static ImmutableArray<Column> Event { get; } = EventColumns("involvedObject", "message", "lastTimestamp");

    public static ImmutableArray<Column> EventOfEvents { get; } = EventColumns("regarding", "note", "deprecatedLastTimestamp");

    public static string Or(string text) => text.Length == 0 ? "<none>" : text;

    public static string Pairs(JsonObject? map) => Or(string.Join(",", map.Pairs().Select(pair => $"{pair.Key}={pair.Value}")));

    /// <summary>A LabelSelector as kubectl writes it.</summary>
    public static string Selector(JsonObject? selector)
    {
        var labels = selector.Pairs("matchLabels").Select(pair => $"{pair.Key}={pair.Value}");
        var expressions = selector.Maps("matchExpressions").Select(item => $"{item.Text("key")} {item.Text("operator")?.ToLowerInvariant()} ({string.Join(",", item.Texts("values"))})");
        return Or(string.Join(",", labels.Concat(expressions)));
    }

    public static string? ConditionStatus(JsonNode value, string type) =>
        value.Maps("status", "conditions").FirstOrDefault(condition => condition.Text("type") == type).Text("status");

    private static ImmutableArray<Column> EventColumns(string regarding, string message, string last) =>
    [
        new("Last Seen", "string", "", 0, (value, now) => Column.Since(value.Text(last) ?? value.Text("eventTime") ?? value.Text("metadata", "creationTimestamp"), now)),
        Column.Of("Type", value => value.Text("type")),
        Column.Of("Reason", value => value.Text("reason")),
        Column.Of("Object", value => $"{value.Text(regarding, "kind")?.ToLowerInvariant()}/{value.Text(regarding, "name")}"),
        Column.Of("Message", value => value.Text(message)?.Trim()),
    ];
}
