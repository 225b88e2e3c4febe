using System.Text.Json.Nodes;
using Kube.Sandbox.Api;
using Kube.Schema.Json;
using Kube.Sandbox.Store;

namespace Kube.Sandbox.Controllers;

/// <summary>Furnishes new namespaces and empties those that are being deleted.</summary>
internal sealed class NamespaceController(ControllerAccess access) : IController
{
    private const string Manager = "kube-controller-manager";

    public static async Task FurnishAsync(ControllerAccess access, string name, CancellationToken cancellation)
    {
        if (access.Find("serviceaccounts", new ObjectKey(name, "default")) is null)
        {
            await access.CreateAsync("serviceaccounts", name, new JsonObject { ["metadata"] = new JsonObject { ["name"] = "default" } }, Manager, cancellation);
        }

        if (access.Find("configmaps", new ObjectKey(name, "kube-root-ca.crt")) is null)
        {
            var authority = new JsonObject
            {
                ["metadata"] = new JsonObject { ["name"] = "kube-root-ca.crt" }, ["data"] = new JsonObject { ["ca.crt"] = "" },
            };
            await access.CreateAsync("configmaps", name, authority, Manager, cancellation);
        }
    }

    public IEnumerable<WorkKey> Concerned(string resource, Change change)
    {
        if (resource == "namespaces" && change.Kind != ChangeKind.Deleted)
        {
            yield return new WorkKey(resource, change.Current.Key);
        }
        else if (change.Kind == ChangeKind.Deleted && change.Current.Key.Namespace.Length > 0)
        {
            yield return new WorkKey("namespaces", new ObjectKey("", change.Current.Key.Namespace));
        }
    }

    public async Task ReconcileAsync(WorkKey key, CancellationToken cancellation)
    {
        if (access.Find(key.Resource, key.Key) is not { } found)
        {
            return;
        }

        if (!found.Deleting)
        {
            await FurnishAsync(access, key.Key.Name, cancellation);
            return;
        }

        var content = access.Resources.Where(resource => resource.Namespaced).ToList();
        foreach (var resource in content)
        {
            foreach (var item in access.List(resource.Storage, key.Key.Name).Where(item => !item.Deleting))
            {
                access.Delete(resource.Storage, item.Key);
            }
        }

        if (content.TrueForAll(resource => !access.List(resource.Storage, key.Key.Name).Any()))
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
