using System.Text.Json.Nodes;
using Kube.Schema.Json;

namespace Kube.Sandbox.Api;

/// <summary>Assigns a pod to a node.</summary>
internal static class PodBinding
{
    /// <summary>Sets the node once; the condition <c>PodScheduled</c> is status and follows by itself.</summary>
    public static JsonObject Bind(JsonObject pod, string node, DateTimeOffset now)
    {
        if (pod.Text("spec", "nodeName") is { Length: > 0 } taken)
        {
            throw ApiException.Conflict("", "pods/binding", pod.Text("metadata", "name") ?? "", $"pod {pod.Text("metadata", "name")} is already assigned to node \"{taken}\"");
        }

        pod.Ensure("spec")["nodeName"] = node;
        return pod;
    }

    public static JsonObject Condition(string type, bool holds, DateTimeOffset now) => new()
    {
        ["type"] = type, ["status"] = holds ? "True" : "False", ["lastProbeTime"] = null, ["lastTransitionTime"] = ObjectMetadata.Timestamp(now),
    };
}
