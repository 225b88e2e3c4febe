using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using k8s.Models;
using Kube.Model;
using Kube.Testing;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Operator.Tests;

/// <summary>Calls the webhook as the API server does: HTTPS by the Service's name, trusting nothing but the published
/// <c>caBundle</c>.</summary>
internal sealed class WebhookClient : IDisposable
{
    private readonly HttpClient http;
    private readonly Uri address;

    private WebhookClient(Uri webhook, string host, byte[] bundle)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPem(Encoding.ASCII.GetString(bundle));
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy },
        };
        http = new HttpClient(handler);
        http.DefaultRequestHeaders.Host = host;
        address = new Uri(webhook, "/mutate-pods");
    }

    /// <summary>Registers the webhook where it is not, and waits for its <c>caBundle</c>.</summary>
    public static async Task<WebhookClient> OfAsync(Cluster cluster, TracingOperator tracing)
    {
        await RegisterAsync(cluster, tracing.Webhook!.Port);
        var host = $"{WellKnown.OperatorName}.{cluster.System}.svc";
        return await Eventually.Async("the webhook is trusted", async token =>
        {
            var client = new WebhookClient(tracing.Webhook!, host, await BundleAsync(cluster));
            try
            {
                await client.http.GetAsync(client.address, token);
                return client;
            }
            catch (HttpRequestException)
            {
                client.Dispose();
                throw;
            }
        });
    }

    /// <summary>The configuration as the chart has it, without a <c>caBundle</c>, for the namespaces of this test.</summary>
    public static Task RegisterAsync(
        Cluster cluster, int port) => cluster.ApplyAsync(Kinds.MutatingWebhookConfiguration, new V1MutatingWebhookConfiguration
    {
        Metadata = new V1ObjectMeta { Name = WellKnown.OperatorName },
        Webhooks =
        [
            new V1MutatingWebhook
            {
                Name = "pods.llmtracing.dev",
                ClientConfig = new Admissionregistrationv1WebhookClientConfig
                {
                    Service = new Admissionregistrationv1ServiceReference
                    {
                        NamespaceProperty = cluster.System,
                        Name = WellKnown.OperatorName,
                        Path = "/mutate-pods",
                        Port = port,
                    },
                },
                AdmissionReviewVersions = ["v1"],
                FailurePolicy = "Ignore",
                SideEffects = "None",
                TimeoutSeconds = 2,
                NamespaceSelector = new V1LabelSelector { MatchLabels = Collections.Map(("kubernetes.io/metadata.name", cluster.Team)) },
                Rules = [
                    new V1RuleWithOperations { ApiGroups = [""], ApiVersions = ["v1"], Operations = ["CREATE"], Resources = ["pods"] }],
            },
        ],
    });

    public static async Task<byte[]> BundleAsync(Cluster cluster) =>
        (await cluster.UntilAsync(
            Kinds.MutatingWebhookConfiguration, "", WellKnown.OperatorName,
            one => one.Webhooks.All(webhook => webhook.ClientConfig.CaBundle is { Length: > 0 })))
        .Webhooks[0].ClientConfig.CaBundle;

    public Task<AdmissionResponse> AskAsync(V1Pod pod, string @namespace, bool dryRun = false) =>
        AskAsync(Encoding.UTF8.GetString(KubeJson.Serialize(pod, Kinds.Pod.TypeInfo)), @namespace, dryRun);

    public async Task<AdmissionResponse> AskAsync(string pod, string @namespace, bool dryRun = false)
    {
        var review = new AdmissionReview
        {
            ApiVersion = "admission.k8s.io/v1",
            Kind = "AdmissionReview",
            Request = new AdmissionRequest
            {
                Uid = Guid.NewGuid().ToString(), Operation = "CREATE", Namespace = @namespace, DryRun = dryRun,
                Object = JsonDocument.Parse(pod).RootElement,
            },
        };
        using var content = new ByteArrayContent(KubeJson.Serialize(review, KubeJson.Options.TypeInfo<AdmissionReview>()));
        content.Headers.ContentType = new("application/json");
        using var answer = await http.PostAsync(address, content);
        answer.EnsureSuccessStatusCode();
        var response = JsonSerializer.Deserialize(
            await answer.Content.ReadAsByteArrayAsync(), KubeJson.Options.TypeInfo<AdmissionReview>())!.Response!;
        response.Uid.ShouldBe(review.Request.Uid);
        return response;
    }

    public void Dispose() => http.Dispose();
}
