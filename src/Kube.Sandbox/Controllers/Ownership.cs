using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Kube.Sandbox.Api;
using Kube.Schema.Json;
using Kube.Sandbox.Store;

namespace Kube.Sandbox.Controllers;

/// <summary>What ties the pods, sets and Deployments together.</summary>
internal static class Ownership
{
    public static JsonArray ControlledBy(StoredObject owner) => new(new JsonObject
    {
        ["apiVersion"] = owner.Value.Text("apiVersion"), ["kind"] = owner.Value.Text("kind"), ["name"] = owner.Key.Name, ["uid"] = owner.Uid,
        ["controller"] = true, ["blockOwnerDeletion"] = true,
    });

    public static IEnumerable<StoredObject> Controlled(this ControllerAccess access, string resource, StoredObject owner) =>
        access.List(resource, owner.Key.Namespace).Where(item => ObjectMetadata.Owners(item).Any(reference => reference.Text("uid") == owner.Uid));

    /// <summary>The object that a controlled one belongs to, if its controller is of this kind.</summary>
    public static IEnumerable<WorkKey> Controller(StoredObject item, string kind, string resource) =>
        ObjectMetadata.Owners(item).Where(owner => owner.Flag("controller") && owner.Text("kind") == kind)
            .Select(owner => new WorkKey(resource, new ObjectKey(item.Key.Namespace, owner.Text("name") ?? "")));

    public static bool IsActive(StoredObject pod) => !pod.Deleting && pod.Value.Text("status", "phase") is not ("Succeeded" or "Failed");

    public static bool IsReady(StoredObject pod) =>
        pod.Value.Maps("status", "conditions").Any(condition => condition.Text("type") == "Ready" && condition.Text("status") == "True");

    /// <summary>Ten characters that stay the same as long as the template does.</summary>
    public static string TemplateHash(JsonNode template) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(template.ToJsonString())))[..10];
}
