using System.Text.Json;
using k8s.Models;
using Kube.Model;
using Kube.Runtime;
using LlmTracing.Cli.Embedded;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Cli.Demo;

/// <summary>An application of a team that opted in with a label and sets one variable itself.</summary>
internal static class DemoPod
{
    public const string Namespace = "shop";

    private static readonly ApplyOptions Ask = new("llmtracing-demo", DryRun: true);

    public static V1Pod Sent { get; } = new()
    {
        Metadata = new V1ObjectMeta
        {
            NamespaceProperty = Namespace,
            Name = "refund-agent",
            Labels = Collections.Map(("app.kubernetes.io/name", "refund-agent")),
        },
        Spec = new V1PodSpec
        {
            Containers =
            [
                new V1Container
                {
                    Name = "agent",
                    Image = "example.com/refund-agent:1.4.2",
                    Env =
                    [
                        new V1EnvVar { Name = "OPENAI_MODEL", Value = "gpt-4o-mini" },
                        new V1EnvVar { Name = "OTEL_RESOURCE_ATTRIBUTES", Value = "service.version=1.4.2" },
                    ],
                },
            ],
        },
    };

    /// <summary>Creates the namespace, and the pod as soon as the webhook knows the namespace.</summary>
    public static async Task<V1Pod> CreateAsync(KubeClient client, TimeSpan patience, CancellationToken cancellation)
    {
        var labelled = new V1ObjectMeta { Name = Namespace, Labels = Collections.Map((WellKnown.PolicyLabel, "masked")) };
        await client.CreateAsync(Kinds.Namespace, new V1Namespace { Metadata = labelled }, cancellation);
        var body = ApplyBody.Of(Kinds.Pod, Sent);
        await Polling.UntilFoundAsync(
            async () => JsonSerializer.Deserialize(await client.ApplyAsync(body, Ask, cancellation), Kinds.Pod.TypeInfo) is { } asked
                && asked.Metadata.Annotations?.ContainsKey(WellKnown.InjectedAnnotation) == true ? asked : null,
            patience,
            cancellation);
        return await client.CreateAsync(Kinds.Pod, Sent, cancellation);
    }
}
