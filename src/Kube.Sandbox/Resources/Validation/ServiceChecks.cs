using System.Text.Json.Nodes;
using Kube.Schema.Json;
using Kube.Schema;

namespace Kube.Sandbox.Resources.Validation;

/// <summary>What must hold of Services.</summary>
internal static class ServiceChecks
{
    public static IEnumerable<FieldError> Check(JsonObject service, JsonObject? old)
    {
        var spec = service.Map("spec") ?? [];
        var ports = spec.Maps("ports").ToList();
        if (ports.Count == 0 && spec.Text("clusterIP") != "None" && spec.Text("type") != "ExternalName")
        {
            yield return FieldError.Required("spec.ports");
        }

        for (var index = 0; index < ports.Count; index++)
        {
            if (ports.Count > 1 && string.IsNullOrEmpty(ports[index].Text("name")))
            {
                yield return FieldError.Required($"spec.ports[{index}].name");
            }

            if (ports[index].Integer("port") is null or < 1 or > 65535)
            {
                yield return FieldError.Invalid($"spec.ports[{index}].port", ports[index]["port"], "must be between 1 and 65535, inclusive");
            }
        }

        if (old.Text("spec", "clusterIP") is { Length: > 0 } address && spec.Text("clusterIP") != address)
        {
            yield return FieldError.Invalid("spec.clusterIPs[0]", spec.List("clusterIPs"), "may not change once set");
        }
    }
}
