using System.Text.Json.Nodes;
using Kube.Schema.Json;
using Kube.Schema;

namespace Kube.Sandbox.Resources.Validation;

/// <summary>What must hold of pods beyond their schema, as far as an operator can get it wrong.</summary>
internal static class PodChecks
{
    private static readonly string[] Mutable = ["activeDeadlineSeconds", "tolerations", "nodeName", "schedulingGates", "terminationGracePeriodSeconds"];

    public static IEnumerable<FieldError> Check(JsonObject pod, JsonObject? old)
    {
        foreach (var error in Spec(pod.Map("spec") ?? [], "spec"))
        {
            yield return error;
        }

        if (old is not null && !JsonReading.Same(Fixed(pod), Fixed(old)))
        {
            yield return FieldError.Forbidden(
                "spec",
                "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)");
        }
    }

    public static IEnumerable<FieldError> Spec(JsonObject spec, string path)
    {
        var containers = spec.Maps("containers").ToList();
        if (containers.Count == 0)
        {
            yield return FieldError.Required($"{path}.containers");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < containers.Count; index++)
        {
            foreach (var error in Container(containers[index], $"{path}.containers[{index}]", spec, names))
            {
                yield return error;
            }
        }
    }

    private static IEnumerable<FieldError> Container(JsonObject container, string path, JsonObject spec, HashSet<string> names)
    {
        var name = container.Text("name");
        if (string.IsNullOrEmpty(name))
        {
            yield return FieldError.Required($"{path}.name");
        }
        else if (!names.Add(name))
        {
            yield return FieldError.Duplicate($"{path}.name", (JsonNode)name);
        }

        if (string.IsNullOrEmpty(container.Text("image")))
        {
            yield return FieldError.Required($"{path}.image");
        }

        var volumes = spec.Maps("volumes").Select(volume => volume.Text("name")).ToHashSet();
        var mounts = container.Maps("volumeMounts").ToList();
        for (var index = 0; index < mounts.Count; index++)
        {
            if (!volumes.Contains(mounts[index].Text("name")))
            {
                yield return new FieldError($"{path}.volumeMounts[{index}].name", "FieldValueNotFound", $"Not found: \"{mounts[index].Text("name")}\"");
            }
        }
    }

    private static JsonObject Fixed(JsonObject pod)
    {
        var spec = pod.Map("spec")?.Copy() ?? [];
        foreach (var name in Mutable)
        {
            spec.Remove(name);
        }

        foreach (var container in spec.Maps("containers").Concat(spec.Maps("initContainers")))
        {
            container.Remove("image");
        }

        return spec;
    }
}
