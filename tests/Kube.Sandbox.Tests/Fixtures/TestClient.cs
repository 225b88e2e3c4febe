using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Kube.Testing;

namespace Kube.Sandbox.Tests.Fixtures;

/// <summary>Plain HTTP with the same headers for either server.</summary>
public sealed class TestClient : IDisposable
{
    private readonly HttpClient http;

    public TestClient(Uri server, string? token, byte[]? authority)
    {
        var handler = new SocketsHttpHandler { UseProxy = false };
        if (authority is not null)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.ImportFromPem(Encoding.ASCII.GetString(authority));
            handler.SslOptions.CertificateChainPolicy = policy;
        }

        http = new HttpClient(handler) { BaseAddress = server };
        http.DefaultRequestHeaders.UserAgent.ParseAdd("conformance/1");
        http.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
    }

    public async Task<TestAnswer> SendAsync(string method, string path, string body = "", string type = "application/json",
        string accept = "application/json")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (body.Length > 0)
        {
            request.Content = new StringContent(body);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }

        using var response = await http.SendAsync(request);
        var warnings = response.Headers.TryGetValues("Warning", out var values) ? values.ToArray() : [];
        return new TestAnswer((int)response.StatusCode, warnings, await response.Content.ReadAsStringAsync());
    }

    /// <summary>The body of a success.</summary>
    public async Task<JsonObject> JsonAsync(string method, string path, string body = "", string type = "application/json")
    {
        var answer = await SendAsync(method, path, body, type);
        answer.Code.ShouldBeInRange(200, 299, answer.Body);
        return (JsonObject)JsonNode.Parse(answer.Body)!;
    }

    public async Task InstallWidgetsAsync()
    {
        var crd = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Fixtures", "widgets.json"));
        await SendAsync("POST", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", crd);
        await Eventually.True("the widgets are served", async _ => (await SendAsync("GET", "/apis/example.dev/v1/widgets")).Code == 200);
    }

    public Task CreateNamespaceAsync(string name) =>
        SendAsync("POST", "/api/v1/namespaces", new JsonObject { ["metadata"] = new JsonObject { ["name"] = name } }.ToJsonString());

    public void Dispose() => http.Dispose();
}

public sealed record TestAnswer(int Code, IReadOnlyList<string> Warnings, string Body);
