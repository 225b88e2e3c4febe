namespace Kube.Sandbox.Controllers;

/// <summary>
/// Scheduler and kubelet in one: says of every pod that it runs on the one node, ready, with an address, at once. Nothing is started.
/// </summary>
internal sealed class PodRunner(ClusterAccess access) : IController
{
    private int addresses;

    public bool Handles(ResourceDefinition resource) => resource.Storage == "pods";

    public async Task ReconcileAsync(ResourceDefinition resource, StoredObject item, CancellationToken cancellation)
    {
        if (item.Deleting)
        {
            access.Delete("pods", item.Key, new DeleteRequest(GracePeriodSeconds: 0));
        }
        else if (item.Value.Text("spec", "nodeName") is null)
        {
            await access.UpdateAsync("pods", item.Key, live => live.Ensure("spec")["nodeName"] = "sandbox", cancellation);
        }
        else if (item.Value.Text("status", "phase") == "Pending")
        {
            await access.SetStatusAsync("pods", item, Running(item.Value, $"10.244.{addresses / 250}.{(addresses++ % 250) + 1}"),
                cancellation);
        }
    }

    private JsonObject Running(JsonObject pod, string address) => new()
    {
        ["phase"] = "Running", ["podIP"] = address, ["podIPs"] = new JsonArray(new JsonObject { ["ip"] = address }),
        ["startTime"] = access.Now,
        ["conditions"] = new[] { "PodScheduled", "Initialized", "ContainersReady", "Ready" }.Select(JsonNode (type) => new JsonObject
        {
            ["type"] = type, ["status"] = "True", ["lastTransitionTime"] = access.Now,
        }).ToJsonArray(),
        ["containerStatuses"] = pod.Maps("spec", "containers").Select(JsonNode (container) => new JsonObject
        {
            ["name"] = container.Text("name"), ["image"] = container.Text("image"), ["imageID"] = "", ["ready"] = true, ["started"] = true,
            ["restartCount"] = 0, ["state"] = new JsonObject { ["running"] = new JsonObject { ["startedAt"] = access.Now } },
        }).ToJsonArray(),
    };
}
