using Kube.Sandbox.Api;
using Kube.Schema.Json;
using Kube.Sandbox.Store;

namespace Kube.Sandbox.Controllers;

/// <summary>The smallest scheduler: an unbound pod goes to the first ready node, once there is one.</summary>
internal sealed class NodeBinder(ControllerAccess access) : IController
{
    private const string Manager = "kube-scheduler";

    public IEnumerable<WorkKey> Concerned(string resource, Change change) => resource switch
    {
        "pods" when change.Kind != ChangeKind.Deleted => [new WorkKey("pods", change.Current.Key)],
        "nodes" => access.List("pods").Where(IsWaiting).Select(pod => new WorkKey("pods", pod.Key)).ToList(),
        _ => [],
    };

    public async Task ReconcileAsync(WorkKey key, CancellationToken cancellation)
    {
        var node = access.List("nodes").FirstOrDefault(IsSchedulable);
        if (node is null || access.Find("pods", key.Key) is not { } pod || !IsWaiting(pod))
        {
            return;
        }

        await access.UpdateAsync("pods", key.Key, live => PodBinding.Bind(live, node.Key.Name, access.Clock.GetUtcNow()), Manager, cancellation);
    }

    private static bool IsWaiting(StoredObject pod) => !pod.Deleting && string.IsNullOrEmpty(pod.Value.Text("spec", "nodeName"));

    private static bool IsSchedulable(StoredObject node) =>
        !node.Value.Flag("spec", "unschedulable")
        && node.Value.Maps("status", "conditions").Any(condition => condition.Text("type") == "Ready" && condition.Text("status") == "True");
}
