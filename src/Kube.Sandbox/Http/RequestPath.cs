namespace Kube.Sandbox.Http;

/// <summary>Reads the path of a request for a resource.</summary>
internal static class RequestPath
{
    /// <returns>Null when nothing is served there.</returns>
    public static RequestTarget? Parse(string path, ResourceRegistry registry) =>
        path.Trim('/').Split('/').Select(Uri.UnescapeDataString).ToArray() switch
    {
        ["api", var version, .. var rest] => Parse("", version, rest, registry),
        ["apis", var group, var version, .. var rest] => Parse(group, version, rest, registry),
        _ => null,
    };

    private static RequestTarget? Parse(string group, string version, string[] rest, ResourceRegistry registry)
    {
        var scoped = rest is ["namespaces", _, _, ..] and not ["namespaces", _, "status"];
        var tail = scoped ? rest[2..] : rest;
        if (tail.Length is 0 or > 3 || registry.Find(group, version, tail[0]) is not { } resource || (scoped && !resource.Namespaced))
        {
            return null;
        }

        return tail.Length > 1 && resource.Namespaced && !scoped
            ? null
            : new RequestTarget(resource, scoped ? rest[1] : "", tail.ElementAtOrDefault(1) ?? "", tail.ElementAtOrDefault(2) ?? "");
    }
}
