using System.Text;
using System.Text.Json.Nodes;
using k8s.Models;
using Kube.Model;
using Kube.Runtime;
using LlmTracing.Cli.Manifests;
using LlmTracing.Compiler.Api;
using LlmTracing.Operator;

namespace LlmTracing.Cli.Embedded;

/// <summary>The part of the chart's objects that an embedded cluster needs.</summary>
internal static class Installation
{
    private static readonly ApplyOptions Options = new("llmtracing-sandbox");

    /// <summary>Namespace, CustomResourceDefinitions and webhook: before the operator starts.</summary>
    public static async Task InstallAsync(KubeClient client, OperatorOptions options, CancellationToken cancellation)
    {
        await client.ApplyAsync(ApplyBody.Of(
            Kinds.Namespace, new V1Namespace { Metadata = new V1ObjectMeta { Name = options.Namespace } }), Options, cancellation);
        foreach (var definition in ApiSchemas.Definitions())
        {
            await ApplyAsync(client, Kinds.CustomResourceDefinition, definition, cancellation);
        }

        var webhook = Resources.Documents("install/")
            .First(document => ManifestKinds.Text(document.Root, "kind") == Kinds.MutatingWebhookConfiguration.Kind);
        await ApplyAsync(client, Kinds.MutatingWebhookConfiguration, webhook.Root, cancellation);
    }

    /// <summary>The built-in sample pipeline and policy catalogue.</summary>
    public static async Task ApplySamplesAsync(KubeClient client, CancellationToken cancellation)
    {
        ResourceType[] types = [Kinds.Namespace, ApiKinds.TracePipeline, ApiKinds.LlmTracingPolicy];
        foreach (var document in Resources.Documents("samples/"))
        {
            var kind = ManifestKinds.Text(document.Root, "kind");
            await ApplyAsync(client, types.First(type => type.Kind == kind), document.Root, cancellation);
        }
    }

    private static Task ApplyAsync(KubeClient client, ResourceType type, JsonObject value, CancellationToken cancellation) =>
        client.ApplyAsync(ApplyBody.FromJson(type, Encoding.UTF8.GetBytes(value.ToJsonString())), Options, cancellation);
}
