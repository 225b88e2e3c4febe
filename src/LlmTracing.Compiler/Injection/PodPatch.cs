using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using k8s.Models;
using Kube.Model;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Compiler.Injection;

/// <summary>An injection plan as a JSON Patch: one operation per container, and the annotations.</summary>
public static class PodPatch
{
    /// <summary>The patch, empty when nothing changes.</summary>
    /// <param name="pod">The pod as it was sent: variables of the user go back byte for byte, whatever fields they have.</param>
    public static ReadOnlyMemory<byte> Of(JsonElement pod, V1ObjectMeta metadata, InjectionPlan plan)
    {
        var changed = plan.Containers.Where(container => container.Changes).ToImmutableArray();
        if (changed.IsEmpty)
        {
            return ReadOnlyMemory<byte>.Empty;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (var container in changed)
            {
                WriteEnvironment(writer, pod, container);
            }

            WriteAnnotations(writer, metadata, plan);
            writer.WriteEndArray();
        }

        return buffer.WrittenMemory;
    }

    private static void WriteEnvironment(Utf8JsonWriter writer, JsonElement pod, ContainerInjection container)
    {
        writer.WriteStartObject();
        writer.WriteString("op", "add");
        writer.WriteString("path", $"/spec/containers/{container.Index}/env");
        writer.WriteStartArray("value");
        Write(writer, container.First);
        foreach (var variable in Environment(pod, container.Index))
        {
            if (container.Rewritten is { } rewritten && variable.GetProperty("name").ValueEquals(rewritten.Name))
            {
                Write(writer, [rewritten]);
            }
            else
            {
                variable.WriteTo(writer);
            }
        }

        Write(writer, container.Last);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static IEnumerable<JsonElement> Environment(JsonElement pod, int index) =>
        pod.GetProperty("spec").GetProperty("containers")[index].TryGetProperty("env", out var own) && own.ValueKind == JsonValueKind.Array
            ? own.EnumerateArray()
            : [];

    private static void Write(Utf8JsonWriter writer, ImmutableArray<V1EnvVar> variables)
    {
        foreach (var variable in variables)
        {
            JsonSerializer.Serialize(writer, variable, KubeJson.Options.TypeInfo<V1EnvVar>());
        }
    }

    private static void WriteAnnotations(Utf8JsonWriter writer, V1ObjectMeta metadata, InjectionPlan plan)
    {
        var before = metadata.Annotations.ToImmutableMap();
        var annotations = before.SetItem(WellKnown.InjectedAnnotation, plan.Policy);
        var left = LeftAlone(before, plan);
        annotations = left.Length == 0 ? annotations : annotations.SetItem(WellKnown.LeftAloneAnnotation, left);
        writer.WriteStartObject();
        writer.WriteString("op", "add");
        writer.WriteString("path", "/metadata/annotations");
        writer.WriteStartObject("value");
        foreach (var (key, value) in annotations)
        {
            writer.WriteString(key, value);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <remarks>In a second run what exists may be ours, so only containers that are new then count.</remarks>
    private static string LeftAlone(ImmutableSortedDictionary<string, string> annotations, InjectionPlan plan)
    {
        var again = annotations.ContainsKey(WellKnown.InjectedAnnotation);
        var now = plan.Containers
            .Where(container => !container.LeftAlone.IsEmpty && (!again || !container.First.IsEmpty))
            .Select(container => $"{container.Name}: {string.Join(' ', container.LeftAlone)}");
        return string.Join("; ", annotations.TryGetValue(WellKnown.LeftAloneAnnotation, out var before) ? now.Prepend(before) : now);
    }
}
