using System.Text;
using System.Text.Json.Nodes;

namespace Kube.Testing.Control;

/// <summary>Kubeconfig documents. JSON is YAML, so kubectl and every client library reads them.</summary>
public static class Kubeconfig
{
    /// <summary>Authenticates by a bearer token.</summary>
    public static string ForToken(Uri server, string authority, string user, string token) =>
        Document(server, authority, user, new JsonObject { ["token"] = token });

    /// <summary>Authenticates by a client certificate.</summary>
    public static string ForCertificate(Uri server, string authority, string user, KeyPair pair) =>
        Document(server, authority, user, new JsonObject
        {
            ["client-certificate-data"] = Base64(pair.Certificate),
            ["client-key-data"] = Base64(pair.Key),
        });

    private static string Document(Uri server, string authority, string user, JsonObject credentials) => new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Config",
        ["current-context"] = "test",
        ["clusters"] = Entry("test", "cluster", new JsonObject
        {
            ["server"] = server.GetLeftPart(UriPartial.Authority),
            ["certificate-authority-data"] = Base64(authority),
        }),
        ["users"] = Entry(user, "user", credentials),
        ["contexts"] = Entry("test", "context", new JsonObject { ["cluster"] = "test", ["user"] = user }),
    }.ToJsonString();

    private static JsonArray Entry(string name, string what, JsonObject value) => [new JsonObject { ["name"] = name, [what] = value }];

    private static string Base64(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));
}
