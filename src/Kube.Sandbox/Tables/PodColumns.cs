using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Kube.Schema.Json;

namespace Kube.Sandbox.Tables;

/// <summary>Columns of pods.</summary>
internal static class PodColumns
{
    public static ImmutableArray<Column> All { get; } =
    [
        Column.Of("Ready", Ready, description: "The aggregate readiness state of this pod for accepting traffic."),
        Column.Of("Status", Status, description: "The aggregate status of the containers in this pod."),
        Column.Of("Restarts", value => $"{value.Maps("status", "containerStatuses").Sum(status => status.Integer("restartCount") ?? 0)}"),
        Column.Age,
        Column.Of("IP", value => value.Text("status", "podIP") ?? "<none>", 1),
        Column.Of("Node", value => value.Text("spec", "nodeName") ?? "<none>", 1),
        Column.Of("Nominated Node", value => value.Text("status", "nominatedNodeName") ?? "<none>", 1),
        Column.Of("Readiness Gates", _ => "<none>", 1),
    ];

    private static JsonNode? Ready(JsonObject pod)
    {
        var ready = pod.Maps("status", "containerStatuses").Count(status => status.Flag("ready"));
        return $"{ready}/{pod.List("spec", "containers")?.Count ?? 0}";
    }

    private static JsonNode? Status(JsonObject pod)
    {
        if (pod.At("metadata", "deletionTimestamp") is not null)
        {
            return "Terminating";
        }

        var states = pod.Maps("status", "containerStatuses").Select(status => status.Map("state")).ToList();
        var trouble = states.Select(state => state.Text("waiting", "reason") ?? state.Text("terminated", "reason")).FirstOrDefault(reason => reason is not null);
        return trouble ?? pod.Text("status", "reason") ?? pod.Text("status", "phase");
    }
}
