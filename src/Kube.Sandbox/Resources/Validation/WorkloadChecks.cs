using System.Text.Json.Nodes;
using Kube.Schema.Json;
using Kube.Schema;

namespace Kube.Sandbox.Resources.Validation;

/// <summary>What must hold of the kinds that make pods.</summary>
internal static class WorkloadChecks
{
    public static IEnumerable<FieldError> Check(JsonObject value, JsonObject? old)
    {
        var selector = value.Map("spec", "selector");
        var labels = value.Pairs("spec", "template", "metadata", "labels");
        if (selector is null)
        {
            yield return FieldError.Required("spec.selector");
        }

        if (selector is null || !LabelQuery.Matches(selector, labels))
        {
            var shown = value.Map("spec", "template", "metadata", "labels");
            yield return FieldError.Invalid("spec.template.metadata.labels", shown, "`selector` does not match template `labels`");
        }

        foreach (var error in PodChecks.Spec(value.Map("spec", "template", "spec") ?? [], "spec.template.spec"))
        {
            yield return error;
        }

        if (old is not null && selector is not null && !JsonReading.Same(selector, old.At("spec", "selector")))
        {
            yield return FieldError.Invalid("spec.selector", selector, "field is immutable");
        }
    }
}
