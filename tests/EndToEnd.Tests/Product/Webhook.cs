using System.Text.Json.Nodes;
using Kube.Testing;

namespace EndToEnd.Tests.Product;

/// <summary>The pod webhook as the API server knows it.</summary>
internal sealed class Webhook(Cluster cluster)
{
    private const string Configuration = $"/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/{OperatorChart.Name}";
    private const string Authority = $"/api/v1/namespaces/{OperatorChart.Namespace}/secrets/{OperatorChart.Name}-webhook-ca";

    /// <summary>Waits until a pod of the namespace <c>shop</c> would be injected.</summary>
    public Task Injects() => Eventually.True("the webhook injects", async cancel =>
        (await cluster.Kube.Send(
            HttpMethod.Post, "/api/v1/namespaces/shop/pods?dryRun=All", Objects.Pod("shop", "probe"), cancel: cancel)).Json()
            ["metadata"]!["annotations"]?["llmtracing.dev/injected"] is not null);

    /// <summary>Makes the authority of the webhook's certificate unreadable, and waits until the webhook works with another one.</summary>
    public async Task DamageAuthority()
    {
        var before = await Bundle();
        await cluster.Kube.Patch(
            Authority, new JsonObject { ["data"] = new JsonObject { ["ca.crt"] = Convert.ToBase64String("damaged"u8) } });
        await Eventually.True("another authority is published", async _ => await Bundle() is { Length: > 0 } now && now != before);
        await Injects();
    }

    private async Task<string> Bundle() =>
        (await cluster.Kube.Get(Configuration))!["webhooks"]![0]!["clientConfig"]!["caBundle"]?.GetValue<string>() ?? "";
}
