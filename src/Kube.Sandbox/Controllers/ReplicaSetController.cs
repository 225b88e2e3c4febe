namespace Kube.Sandbox.Controllers;

/// <summary>Keeps as many pods as a ReplicaSet asks for.</summary>
internal sealed class ReplicaSetController(ControllerAccess access) : IController
{
    private const string Sets = "replicasets.apps";
    private const string Manager = "kube-controller-manager";

    public IEnumerable<WorkKey> Concerned(string resource, Change change) => resource switch
    {
        Sets => [new WorkKey(Sets, change.Current.Key)],
        "pods" => Ownership.Owner(change.Current, "ReplicaSet", Sets),
        _ => [],
    };

    public async Task ReconcileAsync(WorkKey key, CancellationToken cancellation)
    {
        if (access.Find(Sets, key.Key) is not { Deleting: false } set)
        {
            return;
        }

        var wanted = (int)(set.Value.Integer("spec", "replicas") ?? 1);
        var pods = Pods(set);
        for (var count = pods.Count; count < wanted; count++)
        {
            await access.CreateAsync("pods", set.Key.Namespace, NewPod(set), Manager, cancellation);
        }

        foreach (var pod in pods.OrderByDescending(pod => pod.Version).Take(pods.Count - wanted))
        {
            access.Delete("pods", pod.Key);
        }

        pods = Pods(set);
        await access.UpdateAsync(Sets, key.Key, live => WithStatus(live, pods.Count, pods.Count(Ownership.IsReady)), Manager, cancellation, "status");
    }

    private List<StoredObject> Pods(StoredObject set) => [.. access.Owned("pods", set).Where(pod => !pod.Deleting)];

    private static JsonObject NewPod(StoredObject set)
    {
        var template = set.Value.Map("spec", "template") ?? [];
        var metadata = template.Map("metadata")?.Copy() ?? [];
        metadata["generateName"] = $"{set.Key.Name}-";
        metadata["ownerReferences"] = Ownership.By(set);
        return new JsonObject { ["metadata"] = metadata, ["spec"] = template["spec"]?.DeepClone() };
    }

    private static JsonObject WithStatus(JsonObject live, int count, int ready)
    {
        live["status"] = new JsonObject
        {
            ["replicas"] = count, ["readyReplicas"] = ready, ["availableReplicas"] = ready, ["observedGeneration"] = live.Integer("metadata", "generation"),
        };
        return live;
    }
}
