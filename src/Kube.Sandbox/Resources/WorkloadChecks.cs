namespace Kube.Sandbox.Resources;

/// <summary>What must hold of pods, of the kinds that make pods and of their data, as far as an operator can get it wrong.</summary>
internal static class WorkloadChecks
{
    public static IEnumerable<FieldError> Pod(JsonObject pod, JsonObject? old) => Spec(pod.Map("spec") ?? [], "spec");

    public static IEnumerable<FieldError> Data(JsonObject value, JsonObject? old) => old is null || !old.Flag("immutable")
        ? []
        : new[] { "data", "binaryData", "immutable" }.Where(part => !JsonReading.Same(value[part], old[part]))
            .Select(part => FieldError.Forbidden(part, "field is immutable when `immutable` is set"));

    public static IEnumerable<FieldError> Workload(JsonObject value, JsonObject? old)
    {
        var selector = value.Map("spec", "selector");
        if (selector is null)
        {
            yield return FieldError.Required("spec.selector");
        }

        if (!LabelSelector.Matches(selector, value.Pairs("spec", "template", "metadata", "labels")))
        {
            var shown = value.Map("spec", "template", "metadata", "labels");
            yield return FieldError.Invalid("spec.template.metadata.labels", shown, "`selector` does not match template `labels`");
        }

        foreach (var error in Spec(value.Map("spec", "template", "spec") ?? [], "spec.template.spec"))
        {
            yield return error;
        }

        if (old is not null && selector is not null && !JsonReading.Same(selector, old.At("spec", "selector")))
        {
            yield return FieldError.Invalid("spec.selector", selector, "field is immutable");
        }
    }

    private static IEnumerable<FieldError> Spec(JsonObject spec, string path)
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
        var name = container.Text("name") ?? "";
        if (name.Length == 0)
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
        foreach (var (index, mount) in container.Maps("volumeMounts").Index().Where(mount => !volumes.Contains(mount.Item.Text("name"))))
        {
            yield return new FieldError($"{path}.volumeMounts[{index}].name", "FieldValueNotFound", $"Not found: \"{mount.Text("name")}\"");
        }
    }
}
