using System.Text.Json.Nodes;
using Kube.Schema.Json;

namespace Kube.Sandbox.Resources.Defaults;

/// <summary>Defaults of pods and of pod templates.</summary>
internal static class PodDefaults
{
    public static void Apply(JsonObject pod)
    {
        if (pod.Map("spec") is not { } spec)
        {
            return;
        }

        Spec(spec);
        spec.Default("enableServiceLinks", true);
        spec.Default("serviceAccountName", spec.Text("serviceAccount") ?? "default");
        spec.Default("serviceAccount", spec.Text("serviceAccountName"));
        spec.Default("priority", 0);
        spec.Default("preemptionPolicy", "PreemptLowerPriority");
        spec.Default("tolerations", new JsonArray(Toleration("node.kubernetes.io/not-ready"), Toleration("node.kubernetes.io/unreachable")));
        foreach (var container in spec.Maps("containers").Concat(spec.Maps("initContainers")))
        {
            RequestsFromLimits(container);
        }

        pod.Ensure("status").Default("phase", "Pending");
        pod.Ensure("status").Default("qosClass", QualityOfService.Of(spec));
    }

    public static void Spec(JsonObject spec)
    {
        spec.Default("restartPolicy", "Always");
        spec.Default("terminationGracePeriodSeconds", 30);
        spec.Default("dnsPolicy", "ClusterFirst");
        spec.Default("securityContext", new JsonObject());
        spec.Default("schedulerName", "default-scheduler");
        foreach (var container in spec.Maps("containers").Concat(spec.Maps("initContainers")))
        {
            ContainerDefaults.Apply(container);
        }

        foreach (var volume in spec.Maps("volumes"))
        {
            VolumeDefaults.Apply(volume);
        }
    }

    private static JsonObject Toleration(string key) => new()
    {
        ["key"] = key, ["operator"] = "Exists", ["effect"] = "NoExecute", ["tolerationSeconds"] = 300,
    };

    private static void RequestsFromLimits(JsonObject container)
    {
        foreach (var (name, limit) in container.Map("resources", "limits") ?? [])
        {
            container.Ensure("resources").Ensure("requests").Default(name, limit?.DeepClone());
        }
    }
}
