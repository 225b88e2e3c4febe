using System.Text.Json.Nodes;
using Kube.Sandbox.Api;
using Kube.Schema.Json;
using Kube.Sandbox.Store;

namespace Kube.Sandbox.Controllers;

/// <summary>A node that says its pods run: running, ready, with an address, at once. Nothing is started.</summary>
internal sealed class NoOpKubelet(ControllerAccess access) : IController
{
    private const string NodeName = "sandbox";
    private const string Manager = "kubelet";

    private int addresses;

    public IEnumerable<WorkKey> Concerned(string resource, Change change) => resource switch
    {
        "namespaces" when change.Current.Key.Name == "default" => [new WorkKey("nodes", new ObjectKey("", NodeName))],
        "pods" when change.Kind != ChangeKind.Deleted && change.Current.Value.Text("spec", "nodeName") == NodeName => [new WorkKey("pods", change.Current.Key)],
        _ => [],
    };

    public Task ReconcileAsync(WorkKey key, CancellationToken cancellation) =>
        key.Resource == "nodes" ? RegisterAsync(cancellation) : RunAsync(key.Key, cancellation);

    private async Task RegisterAsync(CancellationToken cancellation)
    {
        var node = new JsonObject { ["metadata"] = new JsonObject { ["name"] = NodeName, ["labels"] = new JsonObject { ["kubernetes.io/hostname"] = NodeName } } };
        await access.CreateAsync("nodes", "", node, Manager, cancellation);
        await access.UpdateAsync("nodes", new ObjectKey("", NodeName), MarkNodeReady, Manager, cancellation, "status");
    }

    private JsonObject MarkNodeReady(JsonObject node)
    {
        var capacity = new JsonObject { ["cpu"] = "16", ["memory"] = "64Gi", ["pods"] = "1000" };
        node["status"] = new JsonObject
        {
            ["capacity"] = capacity, ["allocatable"] = capacity.DeepClone(),
            ["conditions"] = new JsonArray(new JsonObject
            {
                ["type"] = "Ready", ["status"] = "True", ["reason"] = "KubeletReady", ["message"] = "the sandbox's node is always ready",
                ["lastHeartbeatTime"] = access.Now, ["lastTransitionTime"] = access.Now,
            }),
            ["nodeInfo"] = new JsonObject { ["kubeletVersion"] = "v1.36.0-sandbox" },
        };
        return node;
    }

    private async Task RunAsync(ObjectKey key, CancellationToken cancellation)
    {
        if (access.Find("pods", key) is not { } pod)
        {
            return;
        }

        if (pod.Deleting)
        {
            access.Delete("pods", key, new DeleteRequest(GracePeriodSeconds: 0));
        }
        else if (pod.Value.Text("status", "phase") == "Pending")
        {
            var address = $"10.244.{addresses / 250}.{(addresses++ % 250) + 1}";
            await access.UpdateAsync("pods", key, live => MarkRunning(live, address), Manager, cancellation, "status");
        }
    }

    private JsonObject MarkRunning(JsonObject pod, string address)
    {
        var status = pod.Ensure("status");
        status["phase"] = "Running";
        status["hostIP"] = "127.0.0.1";
        status["podIP"] = address;
        status["podIPs"] = new JsonArray(new JsonObject { ["ip"] = address });
        status["startTime"] = access.Now;
        status["conditions"] = new[] { "PodScheduled", "Initialized", "ContainersReady", "Ready" }
            .Select(JsonNode (type) => PodBinding.Condition(type, true, access.Clock.GetUtcNow())).ToJsonArray();
        status["containerStatuses"] = pod.Maps("spec", "containers").Select(JsonNode (container) => Running(container)).ToJsonArray();
        return pod;
    }

    private JsonObject Running(JsonObject container) => new()
    {
        ["name"] = container.Text("name"), ["image"] = container.Text("image"), ["imageID"] = "", ["ready"] = true, ["started"] = true,
        ["restartCount"] = 0, ["state"] = new JsonObject { ["running"] = new JsonObject { ["startedAt"] = access.Now } },
    };
}
