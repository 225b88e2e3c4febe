namespace Kube.Sandbox.Controllers;

/// <summary>Furnishes new namespaces and empties those that are being deleted.</summary>
internal sealed class NamespaceController(ControllerAccess access) : IController
{
    private const string Manager = "kube-controller-manager";

    public IEnumerable<WorkKey> Concerned(string resource, Change change) => (resource, change) switch
    {
        ("namespaces", { Kind: not ChangeKind.Deleted }) => [new WorkKey(resource, change.Current.Key)],
        (_, { Kind: ChangeKind.Deleted, Current.Key.Namespace: { Length: > 0 } name }) => [new WorkKey("namespaces", new ObjectKey("", name))],
        _ => [],
    };

    public async Task ReconcileAsync(WorkKey key, CancellationToken cancellation)
    {
        var name = key.Key.Name;
        if (access.Find(key.Resource, key.Key) is not { Deleting: true })
        {
            if (access.Find(key.Resource, key.Key) is not null && access.Find("serviceaccounts", new ObjectKey(name, "default")) is null)
            {
                var account = new JsonObject { ["metadata"] = new JsonObject { ["name"] = "default" } };
                await access.CreateAsync("serviceaccounts", name, account, Manager, cancellation);
            }

            return;
        }

        var content = access.Resources.Where(resource => resource.Namespaced).ToList();
        foreach (var resource in content)
        {
            foreach (var item in access.List(resource.Storage, name).Where(item => !item.Deleting))
            {
                access.Delete(resource.Storage, item.Key);
            }
        }

        if (content.TrueForAll(resource => !access.List(resource.Storage, name).Any()))
        {
            await access.UpdateAsync("namespaces", key.Key, Release, Manager, cancellation);
        }
    }

    private static JsonObject Release(JsonObject value)
    {
        value.Ensure("spec")["finalizers"] = value.Texts("spec", "finalizers").Where(finalizer => finalizer != "kubernetes").ToJsonArray();
        return value;
    }
}
