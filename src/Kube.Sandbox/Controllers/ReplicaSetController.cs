using System.Text.Json.Nodes;
using Kube.Schema.Json;
using Kube.Sandbox.Store;

namespace Kube.Sandbox.Controllers;

/// <summary>Keeps as many pods as a ReplicaSet asks for.</summary>
internal sealed class ReplicaSetController(ControllerAccess access) : IController
{
    private const string Sets = "replicasets.apps";
    private const string Manager = "kube-controller-manager";

    public IEnumerable<WorkKey> Concerned(string resource, Change change) => resource switch
    {
        Sets => [new WorkKey(Sets, change.Current.Key)],
        "pods" => Ownership.Controller(change.Current, "ReplicaSet", Sets),
        _ => [],
    };

    public async Task ReconcileAsync(WorkKey key, CancellationToken cancellation)
    {
        if (access.Find(Sets, key.Key) is not { } set)
        {
            return;
        }

        var pods = access.Controlled("pods", set).Where(Ownership.IsActive).ToList();
        if (!set.Deleting)
        {
            await ScaleAsync(set, pods, cancellation);
            pods = access.Controlled("pods", set).Where(Ownership.IsActive).ToList();
        }

        await access.UpdateAsync(Sets, key.Key, live => WithStatus(live, pods), Manager, cancellation, "status");
    }

    private async Task ScaleAsync(StoredObject set, List<StoredObject> pods, CancellationToken cancellation)
    {
        var wanted = (int)(set.Value.Integer("spec", "replicas") ?? 1);
        for (var count = pods.Count; count < wanted; count++)
        {
            await access.CreateAsync("pods", set.Key.Namespace, NewPod(set), Manager, cancellation);
        }

        var surplus = pods.OrderBy(Ownership.IsReady).ThenByDescending(pod => pod.Version).Take(Math.Max(0, pods.Count - wanted));
        foreach (var pod in surplus)
        {
            access.Delete("pods", pod.Key);
        }
    }

    private static JsonObject NewPod(StoredObject set)
    {
        var template = set.Value.Map("spec", "template") ?? [];
        var metadata = template.Map("metadata")?.Copy() ?? [];
        metadata["generateName"] = $"{set.Key.Name}-";
        metadata["ownerReferences"] = Ownership.ControlledBy(set);
        return new JsonObject { ["metadata"] = metadata, ["spec"] = template["spec"]?.DeepClone() };
    }

    private static JsonObject WithStatus(JsonObject live, List<StoredObject> pods)
    {
        var ready = pods.Count(Ownership.IsReady);
        var status = new JsonObject { ["replicas"] = pods.Count };
        if (pods.Count > 0)
        {
            status["fullyLabeledReplicas"] = pods.Count;
        }

        if (ready > 0)
        {
            status["readyReplicas"] = ready;
            status["availableReplicas"] = ready;
        }

        status["observedGeneration"] = live.Integer("metadata", "generation");
        live["status"] = status;
        return live;
    }
}
