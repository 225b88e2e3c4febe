using System.Text.Json.Nodes;
using Kube.Sandbox.Store;

namespace Kube.Sandbox.Controllers;

/// <summary>What a cluster has before anyone writes to it.</summary>
internal sealed class ClusterSeed(ControllerAccess access)
{
    private const string Manager = "kube-apiserver";

    private static readonly string[] Namespaces = ["default", "kube-system", "kube-public", "kube-node-lease"];

    public async Task PlantAsync(CancellationToken cancellation)
    {
        foreach (var name in Namespaces)
        {
            await access.CreateAsync("namespaces", "", new JsonObject { ["metadata"] = new JsonObject { ["name"] = name } }, Manager, cancellation);
            await NamespaceController.FurnishAsync(access, name, cancellation);
        }

        var port = new JsonObject { ["name"] = "https", ["port"] = 443, ["targetPort"] = 6443 };
        var service = new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = "kubernetes", ["labels"] = new JsonObject { ["component"] = "apiserver", ["provider"] = "kubernetes" } },
            ["spec"] = new JsonObject { ["clusterIP"] = "10.96.0.1", ["ports"] = new JsonArray(port) },
        };
        await access.CreateAsync("services", "default", service, Manager, cancellation);
    }
}
