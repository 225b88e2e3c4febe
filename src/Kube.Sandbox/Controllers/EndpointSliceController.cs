using System.Text.Json.Nodes;
using Kube.Schema.Json;
using Kube.Sandbox.Store;

namespace Kube.Sandbox.Controllers;

/// <summary>Keeps one EndpointSlice per Service with the addresses of the pods that it selects.</summary>
internal sealed class EndpointSliceController(ControllerAccess access) : IController
{
    private const string Slices = "endpointslices.discovery.k8s.io";
    private const string Manager = "kube-controller-manager";

    public IEnumerable<WorkKey> Concerned(string resource, Change change) => resource switch
    {
        "services" => [new WorkKey("services", change.Current.Key)],
        "pods" => access.List("services", change.Current.Key.Namespace)
            .Where(service => Selects(service, change.Current) || (change.Previous is not null && Selects(service, change.Previous)))
            .Select(service => new WorkKey("services", service.Key)).ToList(),
        _ => [],
    };

    public async Task ReconcileAsync(WorkKey key, CancellationToken cancellation)
    {
        if (access.Find("services", key.Key) is not { Deleting: false } service || service.Value.Map("spec", "selector") is not { Count: > 0 })
        {
            return;
        }

        var pods = access.List("pods", key.Key.Namespace).Where(pod => Selects(service, pod) && pod.Value.Text("status", "podIP") is not null).ToList();
        var name = new ObjectKey(key.Key.Namespace, $"{key.Key.Name}-sandbox");
        var desired = Slice(service, name.Name, pods);
        if (access.Find(Slices, name) is null)
        {
            await access.CreateAsync(Slices, name.Namespace, desired, Manager, cancellation);
            return;
        }

        await access.UpdateAsync(
            Slices, name,
            live =>
            {
                live["endpoints"] = desired["endpoints"]!.DeepClone();
                live["ports"] = desired["ports"]!.DeepClone();
                return live;
            },
            Manager, cancellation);
    }

    private static bool Selects(StoredObject service, StoredObject pod)
    {
        var selector = service.Value.Pairs("spec", "selector");
        var labels = pod.Value.Pairs("metadata", "labels");
        return selector.Count > 0 && selector.All(pair => labels.TryGetValue(pair.Key, out var value) && value == pair.Value);
    }

    private static JsonObject Slice(StoredObject service, string name, List<StoredObject> pods) => new()
    {
        ["metadata"] = new JsonObject
        {
            ["name"] = name,
            ["labels"] = new JsonObject
            {
                ["kubernetes.io/service-name"] = service.Key.Name, ["endpointslice.kubernetes.io/managed-by"] = "endpointslice-controller.k8s.io",
            },
            ["ownerReferences"] = Ownership.ControlledBy(service),
        },
        ["addressType"] = "IPv4",
        ["endpoints"] = pods.Select(JsonNode (pod) => Endpoint(pod)).ToJsonArray(),
        ["ports"] = service.Value.Maps("spec", "ports").Select(JsonNode (port) => Port(port, pods)).ToJsonArray(),
    };

    private static JsonObject Endpoint(StoredObject pod)
    {
        var ready = Ownership.IsReady(pod) && !pod.Deleting;
        return new JsonObject
        {
            ["addresses"] = new JsonArray((JsonNode?)pod.Value.Text("status", "podIP")),
            ["conditions"] = new JsonObject { ["ready"] = ready, ["serving"] = Ownership.IsReady(pod), ["terminating"] = pod.Deleting },
            ["nodeName"] = pod.Value.Text("spec", "nodeName"),
            ["targetRef"] = new JsonObject { ["kind"] = "Pod", ["namespace"] = pod.Key.Namespace, ["name"] = pod.Key.Name, ["uid"] = pod.Uid },
        };
    }

    /// <summary>A named target port is looked up in the containers.</summary>
    private static JsonObject Port(JsonObject port, List<StoredObject> pods)
    {
        var number = port.Integer("targetPort") ?? pods.SelectMany(pod => pod.Value.Maps("spec", "containers")).SelectMany(container => container.Maps("ports"))
            .FirstOrDefault(item => item.Text("name") == port.Text("targetPort")).Integer("containerPort") ?? port.Integer("port");
        return new JsonObject { ["name"] = port.Text("name") ?? "", ["protocol"] = port.Text("protocol") ?? "TCP", ["port"] = number };
    }
}
