using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.Models;
using Kube.Model;
using Kube.Testing;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Operator.Tests;

public abstract partial class OperatorSuite
{
    [Fact]
    public async Task A_pod_is_injected_once_and_by_a_webhook_that_the_API_server_trusts()
    {
        await using var cluster = await StartAsync();
        await using var tracing = await cluster.OperatorAsync();
        await RunningAsync(cluster);
        using var webhook = await WebhookClient.OfAsync(cluster, tracing);

        var pod = Some.Pod("app");
        var answer = await webhook.AskAsync(pod, cluster.Team);
        answer.PatchType.ShouldBe("JSONPatch");
        answer.AuditAnnotations["policy"].ShouldBe($"{cluster.Team}/team");
        var operations = JsonNode.Parse(answer.Patch!)!.AsArray();
        var environment = operations.Single(one => (string)one!["path"]! == "/spec/containers/0/env")!["value"]!;
        environment.AsArray().ShouldContain(one => (string?)one!["value"] == $"http://main-otlp.{cluster.Platform}.svc:4318");

        var container = pod.Spec!.Containers[0] with { Env = [
            .. environment.Deserialize<JsonElement[]>(Relaxed)!.Select(one => one.Deserialize(KubeJson.Options.TypeInfo<V1EnvVar>())!)] };
        var annotations = operations.Single(one => (string)one!["path"]! == "/metadata/annotations")!["value"]!.AsObject()
            .Select(one => (one.Key, (string)one.Value!)).ToArray();
        var patched = pod with
        {
            Metadata = pod.Metadata with { Annotations = Collections.Map(annotations) },
            Spec = pod.Spec with { Containers = [container] },
        };
        (await webhook.AskAsync(patched, cluster.Team)).Patch.ShouldBeNull();

        (await webhook.AskAsync(pod, cluster.Team, dryRun: true)).Patch.ShouldBe(answer.Patch);
        (await webhook.AskAsync(pod, cluster.Platform)).Patch.ShouldBeNull();
        (await webhook.AskAsync(pod with
        {
            Metadata = pod.Metadata with { Labels = Collections.Map((WellKnown.PolicyLabel, "none")) },
        }, cluster.Team)).Patch.ShouldBeNull();
    }

    [Fact]
    public async Task A_pod_that_an_application_creates_comes_back_with_the_variables()
    {
        await using var cluster = await StartAsync();
        Assert.SkipWhen(cluster.Site.Host is null, "this cluster can't reach a webhook on this machine");
        await using var tracing = await cluster.OperatorAsync(options => options with { WebhookPort = cluster.Site.WebhookPort });
        await RunningAsync(cluster);
        using var application = cluster.Site.Connect();
        await application.CreateServiceAccount(cluster.Team, default);
        await application.CreateExternalService(cluster.System, WellKnown.OperatorName, cluster.Site.Host!, default);
        using var webhook = await WebhookClient.OfAsync(cluster, tracing);

        await Eventually.True("the API server calls the webhook", async token =>
            (await application.CreatePod(cluster.Team, "app", dryRun: true, token)).Environment.ContainsKey("OTEL_EXPORTER_OTLP_ENDPOINT"));
        var pod = await application.CreatePod(cluster.Team, "app", dryRun: false, default);
        pod.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"].ShouldBe($"http://main-otlp.{cluster.Platform}.svc:4318");
        pod.Environment["OTEL_SERVICE_NAME"].ShouldBe("app");
        pod.Annotations.Keys.ShouldContain(key => key.StartsWith($"{ApiKinds.Group}/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_webhook_cannot_read_is_let_through_and_counted()
    {
        await using var cluster = await StartAsync();
        await using var tracing = await cluster.OperatorAsync();
        await tracing.ReadyAsync();
        using var webhook = await WebhookClient.OfAsync(cluster, tracing);
        var answer = await webhook.AskAsync("""{"metadata":{"name":"x"},"spec":{"containers":42}}""", cluster.Team);
        answer.Allowed.ShouldBeTrue();
        answer.Patch.ShouldBeNull();
        (await tracing.MetricsAsync()).ShouldContain("controller_runtime_webhook_panics_total{webhook=\"/mutate-pods\"} 1");
    }

    [Fact]
    public async Task The_caBundle_is_published_again_when_somebody_removes_it()
    {
        await using var cluster = await StartAsync();
        await using var tracing = await cluster.OperatorAsync();
        using var webhook = await WebhookClient.OfAsync(cluster, tracing);
        var bundle = await WebhookClient.BundleAsync(cluster);
        await cluster.Client.PatchAsync(
            Kinds.MutatingWebhookConfiguration, new ObjectKey("", WellKnown.OperatorName),
            """[{"op":"remove","path":"/webhooks/0/clientConfig/caBundle"}]"""u8.ToArray(), default);
        (await WebhookClient.BundleAsync(cluster)).ShouldBe(bundle);
    }

    private static readonly JsonSerializerOptions Relaxed = new();
}
