using System.Text.Json;
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

    public static Pod Sent { get; } = new()
    {
        Metadata = new ObjectMeta { Namespace = Namespace, Name = "refund-agent", Labels = Collections.Map(("app.kubernetes.io/name", "refund-agent")) },
        Spec = new PodSpec
        {
            Containers =
            [
                new Container
                {
                    Name = "agent",
                    Image = "example.com/refund-agent:1.4.2",
                    Env =
                    [
                        new EnvVar { Name = "OPENAI_MODEL", Value = "gpt-4o-mini" },
                        new EnvVar { Name = "OTEL_RESOURCE_ATTRIBUTES", Value = "service.version=1.4.2" },
                    ],
                },
            ],
        },
    };

    /// <summary>Creates namespace and pod, the pod as soon as the webhook knows its namespace.</summary>
    public static async Task<Pod> CreateAsync(KubeClient client, TimeSpan patience, CancellationToken cancellation)
    {
        await client.CreateAsync(Kinds.Namespace, new Namespace { Metadata = new ObjectMeta { Name = Namespace, Labels = Collections.Map((WellKnown.PolicyLabel, "masked")) } }, cancellation);
        var body = ApplyBody.Of(Kinds.Pod, Sent);
        await Polling.UntilFoundAsync(
            async () => JsonSerializer.Deserialize(await client.ApplyAsync(body, Ask, cancellation), Kinds.Pod.TypeInfo) is { } asked
                && asked.Metadata.Annotations.ContainsKey(WellKnown.InjectedAnnotation) ? asked : null,
            patience,
            cancellation);
        return await client.CreateAsync(Kinds.Pod, Sent, cancellation);
    }
}
