namespace Kube.Sandbox.Controllers;

/// <summary>Deletes what has lost all its owners, and lets dependents go first where that was asked for.</summary>
internal sealed class GarbageCollector(ControllerAccess access) : IController
{
    private const string Manager = "kube-controller-manager";

    public IEnumerable<WorkKey> Concerned(string resource, Change change)
    {
        var item = change.Current;
        if (change.Kind != ChangeKind.Deleted)
        {
            return [new WorkKey(resource, item.Key)];
        }

        var owners = ObjectMetadata.Owners(item).Select(owner => Locate(owner, item.Key.Namespace)).OfType<WorkKey>();
        return Dependents(item.Uid).Concat(owners).ToList();
    }

    public async Task ReconcileAsync(WorkKey key, CancellationToken cancellation)
    {
        if (access.Find(key.Resource, key.Key) is not { } item)
        {
            return;
        }

        var owners = ObjectMetadata.Owners(item).ToList();
        if (owners.Count > 0 && !item.Deleting && owners.TrueForAll(owner => IsGone(owner, item.Key.Namespace)))
        {
            access.Delete(key.Resource, key.Key);
        }
        else if (item.Deleting && item.Value.Texts("metadata", "finalizers").Contains(ObjectRemover.Foreground))
        {
            await FinishAsync(key, item, cancellation);
        }
    }

    private async Task FinishAsync(WorkKey key, StoredObject item, CancellationToken cancellation)
    {
        var dependents = Dependents(item.Uid).ToList();
        foreach (var dependent in dependents.Where(dependent => access.Find(dependent.Resource, dependent.Key) is { Deleting: false }))
        {
            access.Delete(dependent.Resource, dependent.Key, new DeleteRequest(Foreground: true));
        }

        if (!Dependents(item.Uid).Any())
        {
            await access.UpdateAsync(key.Resource, key.Key, Release, Manager, cancellation);
        }
    }

    private static JsonObject Release(JsonObject value)
    {
        value.Ensure("metadata")["finalizers"] = value.Texts("metadata", "finalizers").Where(name => name != ObjectRemover.Foreground).ToJsonArray();
        return value;
    }

    private IEnumerable<WorkKey> Dependents(string uid) =>
        from resource in access.Resources
        from item in access.List(resource.Storage)
        where ObjectMetadata.Owners(item).Any(owner => owner.Text("uid") == uid)
        select new WorkKey(resource.Storage, item.Key);

    /// <summary>An owner whose kind is not served might exist elsewhere: it does not count as gone.</summary>
    private bool IsGone(JsonObject owner, string @namespace) =>
        Locate(owner, @namespace) is { } key && access.Find(key.Resource, key.Key)?.Uid != owner.Text("uid");

    private WorkKey? Locate(JsonObject owner, string @namespace)
    {
        var resource = access.FindKind(owner.Text("apiVersion") ?? "", owner.Text("kind") ?? "");
        return resource is null
            ? null
            : new WorkKey(resource.Storage, new ObjectKey(resource.Namespaced ? @namespace : "", owner.Text("name") ?? ""));
    }
}
