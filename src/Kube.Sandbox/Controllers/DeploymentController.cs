namespace Kube.Sandbox.Controllers;

/// <summary>Rolls a Deployment out: a ReplicaSet per template, brought up in full before those of older templates go.</summary>
internal sealed class DeploymentController(ControllerAccess access) : IController
{
    private const string Deployments = "deployments.apps";
    private const string Sets = "replicasets.apps";
    private const string Manager = "kube-controller-manager";
    private const string HashLabel = "pod-template-hash";

    public IEnumerable<WorkKey> Concerned(string resource, Change change) => resource switch
    {
        Deployments => [new WorkKey(Deployments, change.Current.Key)],
        Sets => Ownership.Owner(change.Current, "Deployment", Deployments),
        _ => [],
    };

    public async Task ReconcileAsync(WorkKey key, CancellationToken cancellation)
    {
        if (access.Find(Deployments, key.Key) is not { Deleting: false } deployment)
        {
            return;
        }

        var name = $"{key.Key.Name}-{Ownership.TemplateHash(deployment.Value.At("spec", "template")!)}";
        var wanted = deployment.Value.Integer("spec", "replicas") ?? 1;
        if (access.Find(Sets, key.Key with { Name = name }) is not { } current)
        {
            await access.CreateAsync(Sets, key.Key.Namespace, NewSet(deployment, name, wanted), Manager, cancellation);
            return;
        }

        if (current.Value.Integer("spec", "replicas") != wanted)
        {
            await access.UpdateAsync(Sets, current.Key, live => Scale(live, wanted), Manager, cancellation);
        }
        else if (Ready(current) == wanted)
        {
            foreach (var old in access.Owned(Sets, deployment).Where(set => set.Key != current.Key && !set.Deleting).ToList())
            {
                access.Delete(Sets, old.Key);
            }
        }

        var total = access.Owned(Sets, deployment).Sum(set => set.Value.Integer("status", "replicas") ?? 0);
        await access.UpdateAsync(Deployments, key.Key, live => WithStatus(live, wanted, total, Ready(current)), Manager, cancellation, "status");
    }

    private static long Ready(StoredObject set) => set.Value.Integer("status", "readyReplicas") ?? 0;

    private static JsonObject Scale(JsonObject set, long replicas)
    {
        set.Ensure("spec")["replicas"] = replicas;
        return set;
    }

    private static JsonObject NewSet(StoredObject deployment, string name, long replicas)
    {
        var hash = name[(deployment.Key.Name.Length + 1)..];
        var template = deployment.Value.Map("spec", "template")!.Copy();
        template.Ensure("metadata").Ensure("labels")[HashLabel] = hash;
        var selector = deployment.Value.Map("spec", "selector")!.Copy();
        selector.Ensure("matchLabels")[HashLabel] = hash;
        return new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["name"] = name, ["labels"] = template.At("metadata", "labels")!.DeepClone(), ["ownerReferences"] = Ownership.By(deployment),
            },
            ["spec"] = new JsonObject { ["replicas"] = replicas, ["selector"] = selector, ["template"] = template },
        };
    }

    private JsonObject WithStatus(JsonObject live, long wanted, long total, long ready)
    {
        var available = ready >= wanted;
        var complete = ready == wanted && total == wanted;
        live["status"] = new JsonObject
        {
            ["observedGeneration"] = live.Integer("metadata", "generation"), ["replicas"] = total, ["updatedReplicas"] = Math.Min(total, wanted),
            ["readyReplicas"] = ready, ["availableReplicas"] = ready, ["unavailableReplicas"] = Math.Max(0, wanted - ready),
            ["conditions"] = new JsonArray(
                Condition(live, "Available", available, available ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable"),
                Condition(live, "Progressing", true, complete ? "NewReplicaSetAvailable" : "ReplicaSetUpdated")),
        };
        return live;
    }

    private JsonObject Condition(JsonObject live, string type, bool holds, string reason)
    {
        var old = live.Maps("status", "conditions").FirstOrDefault(condition => condition.Text("type") == type);
        var status = holds ? "True" : "False";
        var since = old.Text("status") == status ? old.Text("lastTransitionTime") : access.Now;
        return new JsonObject
        {
            ["type"] = type, ["status"] = status, ["reason"] = reason, ["lastTransitionTime"] = since,
            ["lastUpdateTime"] = old.Text("reason") == reason ? old.Text("lastUpdateTime") : access.Now,
        };
    }
}
