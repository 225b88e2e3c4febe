using Kube.Sandbox.Http;

namespace Kube.Sandbox;

/// <summary>A kubeconfig in JSON, which is YAML too.</summary>
internal static class Kubeconfig
{
    public static byte[] For(Uri server)
    {
        var config = new JsonObject
        {
            ["apiVersion"] = "v1", ["kind"] = "Config", ["current-context"] = "sandbox",
            ["clusters"] = new JsonArray(Named("cluster", new JsonObject { ["server"] = server.ToString().TrimEnd('/') })),
            ["users"] = new JsonArray(Named("user", new JsonObject { ["token"] = "sandbox" })),
            ["contexts"] = new JsonArray(Named("context",
                new JsonObject { ["cluster"] = "sandbox", ["user"] = "sandbox", ["namespace"] = "default" })),
        };
        return Answer.Bytes(config).ToArray();
    }

    private static JsonObject Named(string part, JsonObject value) => new() { ["name"] = "sandbox", [part] = value };
}
