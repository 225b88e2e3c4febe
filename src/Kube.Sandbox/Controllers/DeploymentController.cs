namespace Kube.Sandbox.Controllers;

/// <summary>Rolls a Deployment out: a ReplicaSet per template, brought up in full before those of older templates go.</summary>
internal sealed class DeploymentController(ClusterAccess access) : IController
{
    private const string Sets = "replicasets.apps";
    private const string HashLabel = "pod-template-hash";

    public bool Handles(ResourceDefinition resource) => resource.Kind == "Deployment";

    public async Task ReconcileAsync(ResourceDefinition resource, StoredObject item, CancellationToken cancellation)
    {
        if (item.Deleting)
        {
            return;
        }

        var name = $"{item.Key.Name}-{Ownership.TemplateHash(item.Value.At("spec", "template")!)}";
        var wanted = item.Value.Integer("spec", "replicas") ?? 1;
        if (access.Find(Sets, item.Key with { Name = name }) is not { } current)
        {
            await access.CreateAsync(Sets, item.Key.Namespace, NewSet(item, name, wanted), cancellation);
            return;
        }

        var ready = current.Value.Integer("status", "readyReplicas") ?? 0;
        if (current.Value.Integer("spec", "replicas") != wanted)
        {
            await access.UpdateAsync(Sets, current.Key, live => live.Ensure("spec")["replicas"] = wanted, cancellation);
        }
        else if (ready == wanted)
        {
            foreach (var old in access.Owned(Sets, item).Where(set => set.Key != current.Key && !set.Deleting).ToList())
            {
                access.Delete(Sets, old.Key);
            }
        }

        var total = access.Owned(Sets, item).Sum(set => set.Value.Integer("status", "replicas") ?? 0);
        await access.SetStatusAsync(resource.Storage, item, Status(item.Value, wanted, total, ready), cancellation);
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
                ["name"] = name, ["labels"] = template.At("metadata", "labels")!.DeepClone(),
                ["ownerReferences"] = Ownership.By(deployment),
            },
            ["spec"] = new JsonObject { ["replicas"] = replicas, ["selector"] = selector, ["template"] = template },
        };
    }

    private JsonObject Status(JsonObject live, long wanted, long total, long ready) => new()
    {
        ["observedGeneration"] = live.Integer("metadata", "generation"), ["replicas"] = total,
        ["updatedReplicas"] = Math.Min(total, wanted),
        ["readyReplicas"] = ready, ["availableReplicas"] = ready, ["unavailableReplicas"] = Math.Max(0, wanted - ready),
        ["conditions"] = new JsonArray(
            Condition(live, "Available", ready >= wanted, ready >= wanted ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable"),
            Condition(live, "Progressing", true, ready == wanted && total == wanted ? "NewReplicaSetAvailable" : "ReplicaSetUpdated")),
    };

    private JsonObject Condition(JsonObject live, string type, bool holds, string reason)
    {
        var old = live.Maps("status", "conditions").FirstOrDefault(condition => condition.Text("type") == type);
        var status = holds ? "True" : "False";
        var since = old.Text("status") == status ? old.Text("lastTransitionTime") : access.Now;
        return new JsonObject { ["type"] = type, ["status"] = status, ["reason"] = reason, ["lastTransitionTime"] = since };
    }
}
