using System.Text.Json;
using System.Text.Json.Nodes;
using Kube.Model;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Injection;

namespace LlmTracing.Compiler.Tests.Injection;

/// <summary>Injects as the webhook does and applies the patch as the API server does.</summary>
internal static class PatchedPod
{
    internal static ReadOnlyMemory<byte> Patch(JsonNode pod, string @namespace, LlmTracingPolicy policy, TracePipeline pipeline)
    {
        var element = JsonSerializer.SerializeToElement(pod);
        var typed = element.Deserialize(Kinds.Pod.TypeInfo)!;
        return PodPatch.Of(element, typed.Metadata, PodInjector.Plan(typed, @namespace, policy, pipeline));
    }

    internal static JsonNode Apply(JsonNode pod, ReadOnlyMemory<byte> patch)
    {
        var patched = pod.DeepClone();
        foreach (var operation in patch.IsEmpty ? [] : JsonNode.Parse(patch.Span)!.AsArray())
        {
            operation!["op"]!.GetValue<string>().ShouldBe("add");
            var path = operation["path"]!.GetValue<string>().Split('/')[1..];
            var parent = path[..^1]
                .Aggregate(patched, (node, segment) => node is JsonArray items ? items[int.Parse(segment)]! : node[segment]!);
            parent[path[^1]] = operation["value"]!.DeepClone();
        }

        return patched;
    }

    internal static JsonNode Inject(JsonNode pod, LlmTracingPolicy policy, TracePipeline pipeline) =>
        Apply(pod, Patch(pod, "shop", policy, pipeline));

    /// <summary>Variables of a container in order: value, or the source as JSON.</summary>
    internal static IReadOnlyList<(string Name, string? Value)> Variables(JsonNode pod, int container) =>
    [
        .. (pod["spec"]!["containers"]![container]!["env"]?.AsArray() ?? [])
            .Select(variable => (variable!["name"]!.GetValue<string>(), variable["value"]?.GetValue<string>()
                ?? variable["valueFrom"]?.ToJsonString())),
    ];
}
