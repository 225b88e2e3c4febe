using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace Kube.Testing.Api;

/// <summary>The smallest client of a Kubernetes API: paths and JSON in, status and JSON out. For tests, so that they do not depend on the
/// client under test. Paths are those of the API, such as <c>/api/v1/namespaces/shop/pods/a</c>.</summary>
public sealed class RawKube : IDisposable
{
    private readonly HttpClient http;
    private readonly Discovery discovery;

    /// <param name="server">Base address; http for a server without TLS.</param>
    /// <param name="token">Bearer token, or null.</param>
    /// <param name="certificateAuthority">PEM that the server's certificate must chain to; null for http.</param>
    public RawKube(Uri server, string? token, byte[]? certificateAuthority)
    {
        http = new HttpClient(Handler(certificateAuthority)) { BaseAddress = server, Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        discovery = new Discovery(this);
    }

    /// <summary>Sends one request; an answer of any status is returned.</summary>
    public async Task<Answer> Send(
        HttpMethod method, string path, JsonNode? body = null, string contentType = "application/json", CancellationToken cancel = default)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(TimeSpan.FromSeconds(30));
        using var request = Request(method, path, body, contentType);
        using var response = await http.SendAsync(request, deadline.Token);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(deadline.Token));
    }

    /// <summary>The object, or null where there is none.</summary>
    public async Task<JsonNode?> Get(string path, CancellationToken cancel = default)
    {
        var answer = await Send(HttpMethod.Get, path, cancel: cancel);
        return answer.Status == HttpStatusCode.NotFound ? null : answer.Json();
    }

    /// <summary>The items of a collection; the path may carry a query.</summary>
    public async Task<IReadOnlyList<JsonNode>> List(string path, CancellationToken cancel = default) =>
        [.. (await Send(HttpMethod.Get, path, cancel: cancel)).Json()["items"]?.AsArray().Select(item => item!) ?? []];

    /// <summary>POST of the object to its collection.</summary>
    public async Task<JsonNode> Create(JsonNode item, CancellationToken cancel = default) =>
        (await Send(HttpMethod.Post, await discovery.Collection(item, cancel), item, cancel: cancel)).Json();

    /// <summary>Server-side apply, forced.</summary>
    public async Task<JsonNode> Apply(JsonNode item, string fieldManager = "test", CancellationToken cancel = default) =>
        (await Send(
            HttpMethod.Patch, $"{await Path(item, cancel)}?fieldManager={fieldManager}&force=true", item, "application/apply-patch+yaml",
            cancel)).Json();

    /// <summary>PUT.</summary>
    public async Task<JsonNode> Replace(string path, JsonNode item, CancellationToken cancel = default) =>
        (await Send(HttpMethod.Put, path, item, cancel: cancel)).Json();

    /// <summary>JSON merge patch of an object or subresource.</summary>
    public async Task<JsonNode> Patch(string path, JsonNode patch, CancellationToken cancel = default) =>
        (await Send(HttpMethod.Patch, path, patch, "application/merge-patch+json", cancel)).Json();

    /// <summary>DELETE; false where there was nothing.</summary>
    public async Task<bool> Delete(string path, JsonNode? options = null, CancellationToken cancel = default)
    {
        var answer = await Send(HttpMethod.Delete, path, options, cancel: cancel);
        return answer.Status != HttpStatusCode.NotFound && answer.Json() is not null;
    }

    /// <summary>The path of an object, by discovery of its kind; namespace and name come from its metadata.</summary>
    public async Task<string> Path(JsonNode item, CancellationToken cancel = default) =>
        $"{await discovery.Collection(item, cancel)}/{item["metadata"]?["name"]}";

    /// <summary>Waits until the object exists and <paramref name="condition"/> holds, which may also assert.</summary>
    /// <exception cref="TimeoutException">With the object's last status.</exception>
    public async Task<JsonNode> WaitFor(
        string path, Func<JsonNode, bool> condition, string what, TimeSpan? deadline = null, CancellationToken cancel = default)
    {
        return await Eventually.Async($"{what} ({path})", async token =>
        {
            var item = await Get(path, token) ?? throw new InvalidOperationException("it does not exist");
            return condition(item) ? item : throw new InvalidOperationException($"status: {item["status"]?.ToJsonString() ?? "none"}");
        }, deadline, cancel);
    }

    /// <summary>Waits until the object is gone.</summary>
    public Task WaitForAbsence(string path, TimeSpan? deadline = null, CancellationToken cancel = default) =>
        Eventually.True($"absence of {path}", async token => await Get(path, token) is null, deadline, cancel);

    /// <summary>Watch events (<c>type</c> and <c>object</c>) until the server ends the stream. The path's query must not contain
    /// <c>watch</c>.</summary>
    public async IAsyncEnumerable<JsonNode> Watch(string path, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        using var request = Request(
            HttpMethod.Get, $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}watch=true", null, "");
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        if (!response.IsSuccessStatusCode)
        {
            throw new ApiRefusedException(response.StatusCode, await response.Content.ReadAsStringAsync(cancel));
        }

        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancel));
        while (await reader.ReadLineAsync(cancel) is { } line)
        {
            yield return JsonNode.Parse(line)!;
        }
    }

    public void Dispose() => http.Dispose();

    private static HttpRequestMessage Request(HttpMethod method, string path, JsonNode? body, string contentType)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        }

        return request;
    }

    private static SocketsHttpHandler Handler(byte[]? certificateAuthority)
    {
        var handler = new SocketsHttpHandler { UseProxy = false };
        if (certificateAuthority is null)
        {
            return handler;
        }

        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPem(Encoding.ASCII.GetString(certificateAuthority));
        handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
        return handler;
    }
}
