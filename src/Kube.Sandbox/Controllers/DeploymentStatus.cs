using System.Text.Json.Nodes;
using Kube.Schema.Json;
using Kube.Sandbox.Store;

namespace Kube.Sandbox.Controllers;

/// <summary>The status of a Deployment from its sets.</summary>
internal static class DeploymentStatus
{
    public static JsonObject Update(JsonObject live, List<StoredObject> sets, string hash, string now)
    {
        var current = sets.Where(set => set.Value.Text("metadata", "labels", "pod-template-hash") == hash).ToList();
        var desired = live.Integer("spec", "replicas") ?? 1;
        var (total, available) = (Sum(sets, "replicas"), Sum(sets, "availableReplicas"));
        var updated = Sum(current, "replicas");
        var status = new JsonObject { ["observedGeneration"] = live.Integer("metadata", "generation") };
        Put(status, "replicas", total);
        Put(status, "updatedReplicas", updated);
        Put(status, "readyReplicas", Sum(sets, "readyReplicas"));
        Put(status, "availableReplicas", available);
        Put(status, "unavailableReplicas", Math.Max(0, Math.Max(desired, total) - available));
        var enough = available >= desired - MaxUnavailable(live, desired);
        var complete = updated == desired && total == desired && available == desired;
        status["conditions"] = new JsonArray(
            enough
                ? Condition(live, "Available", true, "MinimumReplicasAvailable", "Deployment has minimum availability.", now)
                : Condition(live, "Available", false, "MinimumReplicasUnavailable", "Deployment does not have minimum availability.", now),
            complete
                ? Condition(live, "Progressing", true, "NewReplicaSetAvailable", $"ReplicaSet \"{current.FirstOrDefault()?.Key.Name}\" has successfully progressed.", now)
                : Condition(live, "Progressing", true, "ReplicaSetUpdated", $"ReplicaSet \"{current.FirstOrDefault()?.Key.Name}\" is progressing.", now));
        live["status"] = status;
        return live;
    }

    private static JsonObject Condition(JsonObject live, string type, bool holds, string reason, string message, string now)
    {
        var text = holds ? "True" : "False";
        var old = live.Maps("status", "conditions").FirstOrDefault(condition => condition.Text("type") == type);
        var same = old.Text("status") == text;
        return new JsonObject
        {
            ["type"] = type, ["status"] = text, ["lastUpdateTime"] = same && old.Text("reason") == reason ? old.Text("lastUpdateTime") : now,
            ["lastTransitionTime"] = same ? old.Text("lastTransitionTime") : now, ["reason"] = reason, ["message"] = message,
        };
    }

    private static long MaxUnavailable(JsonObject live, long desired)
    {
        var amount = live.At("spec", "strategy", "rollingUpdate", "maxUnavailable");
        return amount.Text() is { } text ? (long)(double.Parse(text.TrimEnd('%')) * desired / 100) : amount.Integer() ?? 0;
    }

    private static long Sum(IEnumerable<StoredObject> sets, string name) => sets.Sum(set => set.Value.Integer("status", name) ?? 0);

    private static void Put(JsonObject status, string name, long count)
    {
        if (count > 0)
        {
            status[name] = count;
        }
    }
}
