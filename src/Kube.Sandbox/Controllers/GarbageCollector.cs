namespace Kube.Sandbox.Controllers;

/// <summary>Deletes what has lost all its owners, and lets dependents go first where that was asked for.</summary>
internal sealed class GarbageCollector(ClusterAccess access) : IController
{
    public bool Handles(ResourceDefinition resource) => true;

    public async Task ReconcileAsync(ResourceDefinition resource, StoredObject item, CancellationToken cancellation)
    {
        var owners = ObjectMetadata.Owners(item).ToList();
        if (owners.Count > 0 && !item.Deleting && owners.TrueForAll(owner => IsGone(owner, item.Key.Namespace)))
        {
            access.Delete(resource.Storage, item.Key);
        }
        else if (item.Deleting && item.Value.Texts("metadata", "finalizers").Contains(ObjectRemover.Foreground))
        {
            var dependents = Dependents(item.Uid).ToList();
            foreach (var (storage, dependent) in dependents.Where(one => !one.Item.Deleting))
            {
                access.Delete(storage, dependent.Key, new DeleteRequest(Foreground: true));
            }

            if (dependents.Count == 0)
            {
                await access.UpdateAsync(resource.Storage, item.Key, Release, cancellation);
            }
        }
    }

    private static void Release(JsonObject value) => value.Ensure("metadata")["finalizers"] =
        value.Texts("metadata", "finalizers").Where(name => name != ObjectRemover.Foreground).ToJsonArray();

    private IEnumerable<(string Storage, StoredObject Item)> Dependents(string uid) =>
        from resource in access.Resources
        from item in access.List(resource.Storage)
        where ObjectMetadata.Owners(item).Any(owner => owner.Text("uid") == uid)
        select (resource.Storage, item);

    /// <summary>An owner whose kind is not served might exist elsewhere: it does not count as gone.</summary>
    private bool IsGone(JsonObject owner, string @namespace) =>
        access.FindKind(owner.Text("apiVersion") ?? "", owner.Text("kind") ?? "") is { } resource
        && access.Find(resource.Storage, new ObjectKey(resource.Namespaced ? @namespace : "", owner.Text("name") ?? ""))?.Uid != owner.Text(
            "uid");
}
