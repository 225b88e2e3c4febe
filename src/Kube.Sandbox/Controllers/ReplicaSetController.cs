namespace Kube.Sandbox.Controllers;

/// <summary>Keeps as many pods as a ReplicaSet asks for.</summary>
internal sealed class ReplicaSetController(ClusterAccess access) : IController
{
    public bool Handles(ResourceDefinition resource) => resource.Kind == "ReplicaSet";

    public async Task ReconcileAsync(ResourceDefinition resource, StoredObject item, CancellationToken cancellation)
    {
        if (item.Deleting)
        {
            return;
        }

        var wanted = (int)(item.Value.Integer("spec", "replicas") ?? 1);
        var pods = access.Owned("pods", item).Where(pod => !pod.Deleting).ToList();
        for (var count = pods.Count; count < wanted; count++)
        {
            await access.CreateAsync("pods", item.Key.Namespace, NewPod(item), cancellation);
        }

        foreach (var pod in pods.OrderByDescending(pod => pod.Version).Take(pods.Count - wanted))
        {
            access.Delete("pods", pod.Key);
        }

        var ready = pods.Count(pod => pod.Value.Text("status", "phase") == "Running");
        var status = new JsonObject
        {
            ["replicas"] = pods.Count, ["readyReplicas"] = ready, ["availableReplicas"] = ready,
            ["observedGeneration"] = item.Value.Integer("metadata", "generation"),
        };
        await access.SetStatusAsync(resource.Storage, item, status, cancellation);
    }

    private static JsonObject NewPod(StoredObject set)
    {
        var template = set.Value.Map("spec", "template") ?? [];
        var metadata = template.Map("metadata")?.Copy() ?? [];
        metadata["generateName"] = $"{set.Key.Name}-";
        metadata["ownerReferences"] = Ownership.By(set);
        return new JsonObject { ["metadata"] = metadata, ["spec"] = template["spec"]?.DeepClone() };
    }
}
