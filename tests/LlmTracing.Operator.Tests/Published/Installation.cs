using System.Text.Json.Nodes;
using Kube.Testing;
using Kube.Testing.Api;

namespace LlmTracing.Operator.Tests.Published;

/// <summary>What an administrator brings to the cluster for one published operator, in namespaces of its own.</summary>
internal sealed class Installation(RawKube kube) : IAsyncDisposable
{
    private const string Webhook = "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/llm-tracing-operator";

    private readonly string suffix = Guid.NewGuid().ToString("n")[..8];

    /// <summary>Of the operator.</summary>
    public string System => $"system-{suffix}";

    /// <summary>Of pipeline, policy and pods.</summary>
    public string Team => $"team-{suffix}";

    public string Pipeline => $"/apis/llmtracing.dev/v1alpha1/namespaces/{Team}/tracepipelines/main";

    public string Policy => $"/apis/llmtracing.dev/v1alpha1/namespaces/{Team}/llmtracingpolicies/team";

    /// <summary>The kinds, and the namespaces.</summary>
    public async Task Prepare()
    {
        foreach (var file in Directory.GetFiles(WorkingTree.PathOf("crds"), "*.yaml"))
        {
            var definition = Manifests.Parse(await File.ReadAllTextAsync(file)).Single();
            await kube.Apply(definition);
            await kube.WaitFor(await kube.Path(definition), IsEstablished, "established");
        }

        await Apply($$"""{apiVersion: v1, kind: Namespace, metadata: {name: {{System}} } }""");
        await Apply($$"""{apiVersion: v1, kind: Namespace, metadata: {name: {{Team}} } }""");
        await Apply($$"""{apiVersion: v1, kind: ServiceAccount, metadata: {name: default, namespace: {{Team}} } }""");
    }

    public async Task ApplyPipelineAndPolicy()
    {
        await Apply($$"""
            apiVersion: llmtracing.dev/v1alpha1
            kind: TracePipeline
            metadata: {name: main, namespace: {{Team}} }
            spec: {allowedNamespaces: {from: All}, backends: [{name: store, otlp: {endpoint: "http://store.example.com:4318"} }]}
            """);
        await Apply($$"""
            apiVersion: llmtracing.dev/v1alpha1
            kind: LlmTracingPolicy
            metadata: {name: team, namespace: {{Team}} }
            spec: {pipelineRef: {name: main, namespace: {{Team}} } }
            """);
    }

    /// <summary>The webhook as the chart has it, behind a Service that leads to this machine.</summary>
    public async Task RegisterWebhook(int port)
    {
        await Apply($$"""
            apiVersion: v1
            kind: Service
            metadata: {name: llm-tracing-operator, namespace: {{System}} }
            spec: {type: ExternalName, externalName: localhost}
            """);
        await Apply($$"""
            apiVersion: admissionregistration.k8s.io/v1
            kind: MutatingWebhookConfiguration
            metadata: {name: llm-tracing-operator}
            webhooks:
              - name: pods.llmtracing.dev
                clientConfig: {service: {namespace: {{System}}, name: llm-tracing-operator, path: /mutate-pods, port: {{port}} } }
                admissionReviewVersions: [v1]
                failurePolicy: Ignore
                sideEffects: None
                namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: {{Team}} } }
                rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
            """);
    }

    /// <summary>Plays the Deployment's controller: all replicas are available.</summary>
    public async Task RollOut()
    {
        var path = $"/apis/apps/v1/namespaces/{Team}/deployments/main-ingest";
        var deployment = (await kube.Get(path))!;
        var replicas = deployment["spec"]!["replicas"]!.GetValue<int>();
        await kube.Patch($"{path}/status", new JsonObject
        {
            ["status"] = new JsonObject
            {
                ["observedGeneration"] = deployment["metadata"]!["generation"]!.GetValue<long>(),
                ["replicas"] = replicas,
                ["updatedReplicas"] = replicas,
                ["readyReplicas"] = replicas,
                ["availableReplicas"] = replicas,
                ["conditions"] = new JsonArray(new JsonObject
                {
                    ["type"] = "Available", ["status"] = "True", ["reason"] = "MinimumReplicasAvailable", ["message"] = "Available.",
                }),
            },
        });
    }

    /// <summary>The variables of a pod that an application would create now.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Injected()
    {
        var pod = Manifests.Parse("""
            apiVersion: v1
            kind: Pod
            metadata: {name: app}
            spec: {containers: [{name: app, image: "example.com/app:1"}]}
            """).Single();
        var created = (await kube.Send(HttpMethod.Post, $"/api/v1/namespaces/{Team}/pods?dryRun=All", pod)).Json();
        return created["spec"]!["containers"]![0]!["env"]?.AsArray()
            .ToDictionary(variable => (string)variable!["name"]!, variable => (string?)variable!["value"] ?? "") ?? [];
    }

    /// <summary>Takes away what other operators on the same cluster would see.</summary>
    public async ValueTask DisposeAsync()
    {
        await kube.Delete(Webhook);
        await kube.Delete(Policy);
        await kube.Delete(Pipeline);
    }

    private async Task Apply(string yaml) => await kube.Apply(Manifests.Parse(yaml).Single());

    private static bool IsEstablished(JsonNode definition) => definition["status"]?["conditions"]?.AsArray()
        .Any(condition => (string?)condition!["type"] == "Established" && (string?)condition["status"] == "True") == true;
}
