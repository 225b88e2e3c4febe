using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace LlmTracing.Bench.Operator;

/// <summary>Many reviews of the largest pods at once, each on a connection of its own.</summary>
internal sealed class LargeReviews : IDisposable
{
    public const int Count = 50;
    private const int Variables = 1000;
    private const int BytesOfEach = 2700;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HttpClient http;
    private readonly byte[] review = Encoding.UTF8.GetBytes(Review().ToJsonString());

    /// <param name="authority">Of the webhook's certificate, PEM.</param>
    public LargeReviews(string authority)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPem(authority);
        var options = new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
        http = new HttpClient(new SocketsHttpHandler { UseProxy = false, SslOptions = options }) { Timeout = Patience };
        http.DefaultRequestHeaders.Host = "llm-tracing-operator.llm-tracing-system.svc";
    }

    /// <returns>How many were answered with a patch.</returns>
    public async Task<int> Send(Uri webhook) =>
        (await Task.WhenAll(Enumerable.Range(0, Count).Select(_ => Task.Run(() => IsPatched(webhook))))).Count(static patched => patched);

    public void Dispose() => http.Dispose();

    private async Task<bool> IsPatched(Uri webhook)
    {
        try
        {
            using var content = new ByteArrayContent(review) { Headers = { ContentType = new("application/json") } };
            using var response = await http.PostAsync(webhook, content);
            return response.IsSuccessStatusCode
                && JsonNode.Parse(await response.Content.ReadAsStringAsync())?["response"]?["patch"] is not null;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    private static JsonObject Review() => new()
    {
        ["apiVersion"] = "admission.k8s.io/v1",
        ["kind"] = "AdmissionReview",
        ["request"] = new JsonObject
        {
            ["uid"] = "bench",
            ["operation"] = "CREATE",
            ["namespace"] = LoadedCluster.Governed,
            ["object"] = Pod(),
        },
    };

    private static JsonObject Pod()
    {
        var value = new string('x', BytesOfEach);
        var variables = Enumerable.Range(0, Variables)
            .Select(number => (JsonNode)new JsonObject { ["name"] = $"V{number}", ["value"] = value });
        var container = new JsonObject { ["name"] = "app", ["image"] = "example.com/app:1", ["env"] = new JsonArray([.. variables]) };
        return new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = new JsonObject { ["name"] = "large" },
            ["spec"] = new JsonObject { ["containers"] = new JsonArray(container) },
        };
    }
}
