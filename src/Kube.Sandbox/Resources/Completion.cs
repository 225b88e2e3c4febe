using System.Text;

namespace Kube.Sandbox.Resources;

/// <summary>What the server fills in because of other fields. Plain defaults stand in the schemas.</summary>
internal static class Completion
{
    public static void Namespace(JsonObject value) =>
        value.Ensure("metadata").Ensure("labels")["kubernetes.io/metadata.name"] = value.Text("metadata", "name");

    public static void Secret(JsonObject secret)
    {
        foreach (var (name, text) in secret.Map("stringData") ?? [])
        {
            secret.Ensure("data")[name] = Convert.ToBase64String(Encoding.UTF8.GetBytes(text.Text() ?? ""));
        }

        secret.Remove("stringData");
    }

    public static void Service(JsonObject service)
    {
        foreach (var port in service.Maps("spec", "ports"))
        {
            port.Default("targetPort", port["port"]?.DeepClone());
        }
    }

    public static void NetworkPolicy(JsonObject policy) => policy.Ensure("spec").Default(
        "policyTypes", policy.At("spec", "egress") is null ? new JsonArray("Ingress") : new JsonArray("Ingress", "Egress"));

    public static void Pod(JsonObject pod)
    {
        if (pod.Map("spec") is not { } spec)
        {
            return;
        }

        PodSpec(spec);
        spec.Default("serviceAccountName", spec.Text("serviceAccount") ?? "default");
        spec.Default("serviceAccount", spec.Text("serviceAccountName"));
    }

    public static void Deployment(JsonObject deployment)
    {
        Template(deployment);
        var strategy = deployment.Ensure("spec").Ensure("strategy");
        strategy.Default("type", "RollingUpdate");
        if (strategy.Text("type") == "RollingUpdate")
        {
            strategy.Ensure("rollingUpdate").Default("maxUnavailable", "25%");
            strategy.Ensure("rollingUpdate").Default("maxSurge", "25%");
        }
    }

    public static void Template(JsonObject workload)
    {
        if (workload.Map("spec", "template", "spec") is { } spec)
        {
            PodSpec(spec);
        }
    }

    private static void PodSpec(JsonObject spec)
    {
        foreach (var container in spec.Maps("containers").Concat(spec.Maps("initContainers")))
        {
            container.Default("imagePullPolicy", PullPolicy(container.Text("image") ?? ""));
        }

        foreach (var volume in spec.Maps("volumes").Where(volume => volume.Count == 1))
        {
            volume["emptyDir"] = new JsonObject();
        }
    }

    private static string PullPolicy(string image)
    {
        var name = image[(image.LastIndexOf('/') + 1)..];
        return !name.Contains('@') && (!name.Contains(':') || name.EndsWith(":latest", StringComparison.Ordinal)) ? "Always"
            : "IfNotPresent";
    }
}
