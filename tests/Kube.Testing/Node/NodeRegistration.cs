using System.Text.Json.Nodes;
using Kube.Testing.Api;
using Kube.Testing.Network;

namespace Kube.Testing.Node;

/// <summary>The Node object and its heartbeat.</summary>
internal sealed class NodeRegistration(RawKube kube, string name)
{
    private const int LeaseSeconds = 40;
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    /// <summary>Creates the Node and says that it is ready.</summary>
    public async Task Register(CancellationToken cancel)
    {
        await kube.Apply(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Node",
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["labels"] = new JsonObject
                {
                    ["kubernetes.io/hostname"] = name,
                    ["kubernetes.io/os"] = "linux",
                    ["kubernetes.io/arch"] = "amd64",
                },
            },
        }, name, cancel);
        await kube.Patch($"/api/v1/nodes/{name}/status", new JsonObject { ["status"] = Status() }, cancel);
    }

    /// <summary>Renews the Lease until cancelled.</summary>
    public async Task Beat(Action<string> log, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await kube.Apply(Lease(), name, cancel);
            }
            catch (Exception exception) when (exception is HttpRequestException or ApiRefusedException or OperationCanceledException)
            {
                log($"lease: {exception.Message}");
            }

            await Task.Delay(Heartbeat, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static string Now => TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'");

    private JsonObject Lease() => new()
    {
        ["apiVersion"] = "coordination.k8s.io/v1",
        ["kind"] = "Lease",
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "kube-node-lease" },
        ["spec"] = new JsonObject { ["holderIdentity"] = name, ["leaseDurationSeconds"] = LeaseSeconds, ["renewTime"] = Now },
    };

    private static JsonObject Status()
    {
        var resources = new JsonObject { ["cpu"] = "16", ["memory"] = "64Gi", ["pods"] = "500", ["ephemeral-storage"] = "100Gi" };
        return new JsonObject
        {
            ["capacity"] = resources,
            ["allocatable"] = resources.DeepClone(),
            ["addresses"] = new JsonArray(new JsonObject { ["type"] = "InternalIP", ["address"] = PrivateNetwork.Host.ToString() }),
            ["conditions"] = new JsonArray(new JsonObject
            {
                ["type"] = "Ready",
                ["status"] = "True",
                ["reason"] = "KubeletReady",
                ["message"] = "the test node runs pods",
                ["lastHeartbeatTime"] = Now[..19] + "Z",
                ["lastTransitionTime"] = Now[..19] + "Z",
            }),
        };
    }
}
