using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Kube.Schema.Json;

namespace Kube.Sandbox.Tables;

/// <summary>Columns of the kinds that make pods.</summary>
internal static class WorkloadColumns
{
    private static readonly ImmutableArray<Column> Wide =
    [
        Column.Of("Containers", value => Names(value, "name"), 1, "Names of each container in the template."),
        Column.Of("Images", value => Names(value, "image"), 1, "Images referenced by each container in the template."),
    ];

    private static readonly Column Selector = Column.Of("Selector", value => CoreColumns.Selector(value.Map("spec", "selector")), 1);

    private static readonly Column Ready = Column.Of(
        "Ready", value => $"{Count(value, "readyReplicas")}/{value.Integer("spec", "replicas") ?? 1}", description: "Number of the pod with ready state");

    public static ImmutableArray<Column> Deployment { get; } =
    [
        Ready,
        Column.Of("Up-to-date", value => Count(value, "updatedReplicas")),
        Column.Of("Available", value => Count(value, "availableReplicas")),
        Column.Age, .. Wide, Selector,
    ];

    public static ImmutableArray<Column> ReplicaSet { get; } =
    [
        Column.Of("Desired", value => value.Integer("spec", "replicas") ?? 1, type: "integer"),
        Column.Of("Current", value => Count(value, "replicas"), type: "integer"),
        Column.Of("Ready", value => Count(value, "readyReplicas"), type: "integer"),
        Column.Age, .. Wide, Selector,
    ];

    public static ImmutableArray<Column> StatefulSet { get; } = [Ready, Column.Age, .. Wide];

    public static ImmutableArray<Column> Job { get; } =
    [
        Column.Of("Status", JobStatus),
        Column.Of("Completions", value => $"{Count(value, "succeeded")}/{value.Integer("spec", "completions") ?? 1}"),
        new("Duration", "string", "", 0, Duration),
        Column.Age, .. Wide, Selector,
    ];

    private static long Count(JsonObject value, string name) => value.Integer("status", name) ?? 0;

    private static string Names(JsonObject value, string field) =>
        string.Join(",", value.Maps("spec", "template", "spec", "containers").Select(container => container.Text(field)));

    private static JsonNode? JobStatus(JsonObject job) => job switch
    {
        _ when CoreColumns.ConditionStatus(job, "Complete") == "True" => "Complete",
        _ when CoreColumns.ConditionStatus(job, "Failed") == "True" => "Failed",
        _ when job.At("metadata", "deletionTimestamp") is not null => "Terminating",
        _ => job.Flag("spec", "suspend") ? "Suspended" : "Running",
    };

    private static JsonNode? Duration(JsonObject job, DateTimeOffset now)
    {
        if (job.Text("status", "startTime") is not { } start)
        {
            return "";
        }

        var end = job.Text("status", "completionTime") is { } completed ? DateTimeOffset.Parse(completed) : now;
        return Column.Since(start, end);
    }
}
