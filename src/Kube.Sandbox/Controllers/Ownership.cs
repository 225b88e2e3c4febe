using System.Security.Cryptography;
using System.Text;

namespace Kube.Sandbox.Controllers;

/// <summary>What ties the pods, sets and Deployments together.</summary>
internal static class Ownership
{
    public static JsonArray By(StoredObject owner) => new(new JsonObject
    {
        ["apiVersion"] = owner.Value.Text("apiVersion"), ["kind"] = owner.Value.Text("kind"), ["name"] = owner.Key.Name,
        ["uid"] = owner.Uid,
        ["controller"] = true, ["blockOwnerDeletion"] = true,
    });

    public static IEnumerable<StoredObject> Owned(this ClusterAccess access, string resource, StoredObject owner) =>
        access.List(resource, owner.Key.Namespace)
            .Where(item => ObjectMetadata.Owners(item).Any(reference => reference.Text("uid") == owner.Uid));

    /// <summary>Ten characters that stay the same as long as the template does.</summary>
    public static string TemplateHash(JsonNode template) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(template.ToJsonString())))[..10];
}
