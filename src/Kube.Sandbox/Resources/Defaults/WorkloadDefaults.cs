using System.Text.Json.Nodes;
using Kube.Schema.Json;

namespace Kube.Sandbox.Resources.Defaults;

/// <summary>Defaults of the kinds that make pods.</summary>
internal static class WorkloadDefaults
{
    public static void Deployment(JsonObject deployment)
    {
        var spec = deployment.Ensure("spec");
        Template(spec);
        spec.Default("replicas", 1);
        spec.Default("revisionHistoryLimit", 10);
        spec.Default("progressDeadlineSeconds", 600);
        var strategy = spec.Ensure("strategy");
        strategy.Default("type", "RollingUpdate");
        if (strategy.Text("type") == "RollingUpdate")
        {
            strategy.Ensure("rollingUpdate").Default("maxUnavailable", "25%");
            strategy.Ensure("rollingUpdate").Default("maxSurge", "25%");
        }

        deployment.Ensure("status");
    }

    public static void ReplicaSet(JsonObject set)
    {
        Template(set.Ensure("spec"));
        set.Ensure("spec").Default("replicas", 1);
        set.Ensure("status").Default("replicas", 0);
    }

    public static void StatefulSet(JsonObject set)
    {
        var spec = set.Ensure("spec");
        Template(spec);
        spec.Default("replicas", 1);
        spec.Default("revisionHistoryLimit", 10);
        spec.Default("podManagementPolicy", "OrderedReady");
        spec.Default("persistentVolumeClaimRetentionPolicy", new JsonObject { ["whenDeleted"] = "Retain", ["whenScaled"] = "Retain" });
        var strategy = spec.Ensure("updateStrategy");
        strategy.Default("type", "RollingUpdate");
        if (strategy.Text("type") == "RollingUpdate")
        {
            strategy.Ensure("rollingUpdate").Default("partition", 0);
        }

        foreach (var claim in spec.Maps("volumeClaimTemplates"))
        {
            claim.Default("apiVersion", "v1");
            claim.Default("kind", "PersistentVolumeClaim");
            CoreDefaults.Claim(claim);
        }

        set.Ensure("status").Default("replicas", 0);
        set.Ensure("status").Default("availableReplicas", 0);
    }

    public static void Job(JsonObject job)
    {
        var spec = job.Ensure("spec");
        spec.Default("completions", spec["parallelism"] is null ? 1 : null);
        spec.Default("parallelism", 1);
        spec.Default("backoffLimit", 6);
        spec.Default("completionMode", "NonIndexed");
        spec.Default("suspend", false);
        spec.Default("podReplacementPolicy", spec.Map("podFailurePolicy") is null ? "TerminatingOrFailed" : "Failed");
        spec.Default("manualSelector", false);
        SelectOwnPods(job, spec);
        Template(spec);
        job.Ensure("status");
    }

    private static void SelectOwnPods(JsonObject job, JsonObject spec)
    {
        if (spec.Flag("manualSelector") || spec["selector"] is not null || job.Text("metadata", "uid") is not { } uid)
        {
            return;
        }

        var labels = spec.Ensure("template").Ensure("metadata").Ensure("labels");
        labels["batch.kubernetes.io/controller-uid"] = uid;
        labels["batch.kubernetes.io/job-name"] = job.Text("metadata", "name");
        labels["controller-uid"] = uid;
        labels["job-name"] = job.Text("metadata", "name");
        spec["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["batch.kubernetes.io/controller-uid"] = uid } };
    }

    private static void Template(JsonObject spec)
    {
        if (spec.Map("template", "spec") is { } pod)
        {
            PodDefaults.Spec(pod);
        }
    }
}
