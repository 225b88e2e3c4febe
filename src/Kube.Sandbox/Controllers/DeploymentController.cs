using System.Text.Json.Nodes;
using Kube.Schema.Json;
using Kube.Sandbox.Store;

namespace Kube.Sandbox.Controllers;

/// <summary>Rolls Deployments out over ReplicaSets, one per template.</summary>
internal sealed class DeploymentController(ControllerAccess access) : IController
{
    private const string Deployments = "deployments.apps";
    private const string Sets = "replicasets.apps";
    private const string Manager = "kube-controller-manager";
    private const string HashLabel = "pod-template-hash";
    private const string Revision = "deployment.kubernetes.io/revision";

    public IEnumerable<WorkKey> Concerned(string resource, Change change) => resource switch
    {
        Deployments => [new WorkKey(Deployments, change.Current.Key)],
        Sets => Ownership.Controller(change.Current, "Deployment", Deployments),
        "pods" => Ownership.Controller(change.Current, "ReplicaSet", Sets)
            .Select(set => access.Find(Sets, set.Key)).OfType<StoredObject>()
            .SelectMany(set => Ownership.Controller(set, "Deployment", Deployments)),
        _ => [],
    };

    public async Task ReconcileAsync(WorkKey key, CancellationToken cancellation)
    {
        if (access.Find(Deployments, key.Key) is not { Deleting: false } deployment)
        {
            return;
        }

        var sets = access.Controlled(Sets, deployment).ToList();
        var hash = Ownership.TemplateHash(deployment.Value.At("spec", "template")!);
        if (!deployment.Value.Flag("spec", "paused"))
        {
            if (!sets.Exists(set => Hash(set) == hash))
            {
                await CreateSetAsync(deployment, sets, hash, cancellation);
                sets = access.Controlled(Sets, deployment).ToList();
            }

            await ScaleAsync(deployment, sets, hash, cancellation);
            CleanUp(deployment, sets, hash);
        }

        sets = access.Controlled(Sets, deployment).ToList();
        await access.UpdateAsync(
            Deployments, key.Key, live => DeploymentStatus.Update(live, sets, hash, access.Now), Manager, cancellation, "status");
    }

    private async Task CreateSetAsync(StoredObject deployment, List<StoredObject> sets, string hash, CancellationToken cancellation)
    {
        var spec = deployment.Value.Map("spec")!;
        var template = spec.Map("template")!.Copy();
        template.Ensure("metadata").Ensure("labels")[HashLabel] = hash;
        var selector = spec.Map("selector")!.Copy();
        selector.Ensure("matchLabels")[HashLabel] = hash;
        var revision = sets.Select(set => int.TryParse(set.Value.Text("metadata", "annotations", Revision), out var number) ? number : 0).DefaultIfEmpty().Max() + 1;
        var set = new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["name"] = $"{deployment.Key.Name}-{hash}",
                ["labels"] = template.At("metadata", "labels")!.DeepClone(),
                ["annotations"] = new JsonObject { [Revision] = $"{revision}" },
                ["ownerReferences"] = Ownership.ControlledBy(deployment),
            },
            ["spec"] = new JsonObject { ["replicas"] = 0, ["selector"] = selector, ["template"] = template },
        };
        await access.CreateAsync(Sets, deployment.Key.Namespace, set, Manager, cancellation);
        await access.UpdateAsync(Deployments, deployment.Key, live => Annotate(live, $"{revision}"), Manager, cancellation);
    }

    private static JsonObject Annotate(JsonObject live, string revision)
    {
        live.Ensure("metadata").Ensure("annotations")[Revision] = revision;
        return live;
    }

    private async Task ScaleAsync(StoredObject deployment, List<StoredObject> sets, string hash, CancellationToken cancellation)
    {
        var plan = RolloutPlan.Next(
            deployment.Value,
            [.. sets.Select(set => new RolloutSet(set.Key.Name, Hash(set) == hash, Count(set, "spec", "replicas"), Count(set, "status", "replicas"), Count(set, "status", "availableReplicas"), set.Version))]);
        foreach (var (name, replicas) in plan)
        {
            await access.UpdateAsync(
                Sets, new ObjectKey(deployment.Key.Namespace, name),
                live =>
                {
                    live.Ensure("spec")["replicas"] = replicas;
                    return live;
                },
                Manager, cancellation);
        }
    }

    /// <summary>Old sets without pods are kept only as far back as the history is to reach.</summary>
    private void CleanUp(StoredObject deployment, List<StoredObject> sets, string hash)
    {
        var limit = (int)(deployment.Value.Integer("spec", "revisionHistoryLimit") ?? 10);
        var old = sets.Where(set => Hash(set) != hash && Count(set, "spec", "replicas") == 0 && Count(set, "status", "replicas") == 0)
            .OrderByDescending(set => set.Value.Text("metadata", "creationTimestamp"), StringComparer.Ordinal);
        foreach (var set in old.Skip(limit))
        {
            access.Delete(Sets, set.Key);
        }
    }

    private static string? Hash(StoredObject set) => set.Value.Text("metadata", "labels", HashLabel);

    private static int Count(StoredObject set, string part, string name) => (int)(set.Value.Integer(part, name) ?? 0);
}
