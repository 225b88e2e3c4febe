using System.Text.Json;
using System.Text.Json.Nodes;
using Kube.Testing;
using Kube.Testing.Api;

namespace LlmTracing.Operator.Tests.Published;

/// <summary>The program as it is published. Trimming and native code can lose what the build output has, and only at run time: the type
/// behind an event of a watch, the JSON of a kind.</summary>
public sealed class PublishedTests(TestPlane shared)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task It_sees_changes_applies_injects_and_ends_with_0()
    {
        Layer.Published.Require();
        var plane = await shared.Get(TestContext.Current.CancellationToken);
        using var kube = plane.Client();
        await using var installation = new Installation(kube);
        await installation.Prepare();
        await using var published = await PublishedOperator.Start(plane, installation.System, TestContext.Current.CancellationToken);

        await published.Explained(Works(kube, installation, published.WebhookPort));
        published.Process.Term();
        (await published.Process.Exit(Grace)).ShouldBe(0, published.Process.Output.ToString());
        var lines = published.Process.Output.ToString().Split('\n');
        lines.ShouldAllBe(line => JsonDocument.Parse(line, default).RootElement.ValueKind == JsonValueKind.Object);
    }

    private static async Task Works(RawKube kube, Installation installation, int webhookPort)
    {
        await installation.ApplyPipelineAndPolicy();
        await kube.WaitFor(installation.Policy, policy => Is(policy, "Programmed"), "Programmed");
        await installation.RollOut();
        await kube.WaitFor(installation.Pipeline, pipeline => Is(pipeline, "Ready"), "Ready");
        await kube.WaitFor(installation.Policy, policy => Is(policy, "Ready"), "Ready");

        await installation.RegisterWebhook(webhookPort);
        await Eventually.True("the API server gets pods injected", async _ =>
            (await installation.Injected()).GetValueOrDefault("OTEL_EXPORTER_OTLP_ENDPOINT")
                == $"http://main-otlp.{installation.Team}.svc:4318");
    }

    private static bool Is(JsonNode item, string condition) => item["status"]?["conditions"]?.AsArray()
        .Any(one => (string?)one!["type"] == condition && (string?)one["status"] == "True") == true;
}
