using Kube.Sandbox.Api;
using Kube.Sandbox.Resources;

namespace Kube.Sandbox.Http;

/// <summary>Reads the path of a request for a resource.</summary>
internal static class RequestPath
{
    private static readonly string[] NamespaceSubresources = ["status", "finalize"];

    /// <returns>Null when nothing is served there.</returns>
    public static RequestTarget? Parse(string path, ResourceRegistry registry)
    {
        var parts = path.Trim('/').Split('/').Select(Uri.UnescapeDataString).ToArray();
        return parts switch
        {
            ["api", var version, .. var rest] => Parse("", version, rest, registry),
            ["apis", var group, var version, .. var rest] => Parse(group, version, rest, registry),
            _ => null,
        };
    }

    private static RequestTarget? Parse(string group, string version, string[] rest, ResourceRegistry registry)
    {
        var scoped = rest is ["namespaces", _, _, ..] && !(rest.Length == 3 && NamespaceSubresources.Contains(rest[2]));
        var @namespace = scoped ? rest[1] : "";
        var tail = scoped ? rest[2..] : rest;
        if (tail.Length is 0 or > 3 || registry.Find(group, version, tail[0]) is not { } resource || (scoped && !resource.Namespaced))
        {
            return null;
        }

        var name = tail.Length > 1 ? tail[1] : "";
        return name.Length > 0 && resource.Namespaced && !scoped ? null : new RequestTarget(resource, @namespace, name, tail.Length > 2 ? tail[2] : "");
    }
}
