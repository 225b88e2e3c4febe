namespace Kube.Sandbox.Controllers;

/// <summary>Scheduler and kubelet in one: says of every pod that it runs on the one node, ready, with an address, at once. Nothing is started.</summary>
internal sealed class PodRunner(ControllerAccess access) : IController
{
    private const string Manager = "kubelet";

    private int addresses;

    public IEnumerable<WorkKey> Concerned(string resource, Change change) =>
        resource == "pods" && change.Kind != ChangeKind.Deleted ? [new WorkKey(resource, change.Current.Key)] : [];

    public async Task ReconcileAsync(WorkKey key, CancellationToken cancellation)
    {
        if (access.Find("pods", key.Key) is not { } pod)
        {
            return;
        }

        if (pod.Deleting)
        {
            access.Delete("pods", key.Key, new DeleteRequest(GracePeriodSeconds: 0));
        }
        else if (pod.Value.Text("spec", "nodeName") is null)
        {
            await access.UpdateAsync("pods", key.Key, Bind, "kube-scheduler", cancellation);
        }
        else if (pod.Value.Text("status", "phase") == "Pending")
        {
            var address = $"10.244.{addresses / 250}.{(addresses++ % 250) + 1}";
            await access.UpdateAsync("pods", key.Key, live => MarkRunning(live, address), Manager, cancellation, "status");
        }
    }

    private static JsonObject Bind(JsonObject pod)
    {
        pod.Ensure("spec")["nodeName"] = "sandbox";
        return pod;
    }

    private JsonObject MarkRunning(JsonObject pod, string address)
    {
        pod["status"] = new JsonObject
        {
            ["phase"] = "Running", ["podIP"] = address, ["podIPs"] = new JsonArray(new JsonObject { ["ip"] = address }), ["startTime"] = access.Now,
            ["conditions"] = new[] { "PodScheduled", "Initialized", "ContainersReady", "Ready" }.Select(JsonNode (type) => Condition(type)).ToJsonArray(),
            ["containerStatuses"] = pod.Maps("spec", "containers").Select(JsonNode (container) => Running(container)).ToJsonArray(),
        };
        return pod;
    }

    private JsonObject Condition(string type) => new() { ["type"] = type, ["status"] = "True", ["lastTransitionTime"] = access.Now };

    private JsonObject Running(JsonObject container) => new()
    {
        ["name"] = container.Text("name"), ["image"] = container.Text("image"), ["imageID"] = "", ["ready"] = true, ["started"] = true,
        ["restartCount"] = 0, ["state"] = new JsonObject { ["running"] = new JsonObject { ["startedAt"] = access.Now } },
    };
}
