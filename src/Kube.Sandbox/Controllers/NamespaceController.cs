namespace Kube.Sandbox.Controllers;

/// <summary>Gives new namespaces their service account and empties those that are being deleted.</summary>
internal sealed class NamespaceController(ClusterAccess access) : IController
{
    public bool Handles(ResourceDefinition resource) => resource.Storage == "namespaces";

    public async Task ReconcileAsync(ResourceDefinition resource, StoredObject item, CancellationToken cancellation)
    {
        var name = item.Key.Name;
        if (!item.Deleting)
        {
            if (access.Find("serviceaccounts", new ObjectKey(name, "default")) is null)
            {
                await access.CreateAsync("serviceaccounts", name, new JsonObject { ["metadata"] = new JsonObject { ["name"] = "default" } },
                    cancellation);
            }

            return;
        }

        var content = access.Resources.Where(one => one.Namespaced)
            .SelectMany(one => access.List(one.Storage, name).Select(inside => (one.Storage, inside))).ToList();
        foreach (var (storage, inside) in content.Where(one => !one.inside.Deleting))
        {
            access.Delete(storage, inside.Key);
        }

        if (content.Count == 0)
        {
            await access.UpdateAsync("namespaces", item.Key, live => live.Ensure("spec").Remove("finalizers"), cancellation);
        }
    }
}
