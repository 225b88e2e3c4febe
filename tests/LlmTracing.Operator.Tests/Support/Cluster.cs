using System.Text;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Kube.Model;
using Kube.Runtime;
using Kube.Testing;
using Kube.Testing.Api;
using Kube.Testing.Network;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Operator.Tests;

/// <summary>A server with the project's kinds, and namespaces of one test's own on it.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private readonly ApiTransport transport;
    private readonly string suffix = Guid.NewGuid().ToString("n")[..8];

    private Cluster(Site site)
    {
        Site = site;
        transport = new ApiTransport(site.Config, "operator-tests", TimeProvider.System);
        Client = new KubeClient(transport);
    }

    public Site Site { get; }

    public KubernetesClientConfiguration Config => Site.Config;

    /// <summary>Whether Deployments roll out and garbage is collected here.</summary>
    public bool RunsControllers => Site.RunsControllers;

    public KubeClient Client { get; }

    /// <summary>Of the operator and its catalogue.</summary>
    public string System => $"system-{suffix}";

    /// <summary>Of the pipeline.</summary>
    public string Platform => $"platform-{suffix}";

    /// <summary>Of an application team.</summary>
    public string Team => $"team-{suffix}";

    public CapturedLogs Logs { get; } = new();

    public static async Task<Cluster> StartAsync(Site site)
    {
        var cluster = new Cluster(site);
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "crds")))
        {
            var key = new ObjectKey("", $"{Path.GetFileNameWithoutExtension(file).Split('_')[1]}.{ApiKinds.Group}");
            var definition = Encoding.UTF8.GetBytes(Manifests.Parse(await File.ReadAllTextAsync(file))[0].ToJsonString());
            await cluster.Client.ApplyAsync(Kinds.CustomResourceDefinition, key, null, definition, new ApplyOptions("test"), default);
            await Eventually.True($"{key} is established", async token =>
                IsEstablished(await cluster.Client.GetJsonAsync(Kinds.CustomResourceDefinition, key, token)));
        }

        foreach (var name in new[] { cluster.System, cluster.Platform, cluster.Team })
        {
            await cluster.Client.CreateAsync(Kinds.Namespace, new V1Namespace { Metadata = new V1ObjectMeta { Name = name } }, default);
        }

        return cluster;
    }

    /// <summary>The way to the same server that <paramref name="relay"/> can break.</summary>
    public KubernetesClientConfiguration Through(Relay relay) => new()
    {
        Host = relay.Uri.ToString(),
        SslCaCerts = Config.SslCaCerts,
        AccessToken = Config.AccessToken,
    };

    /// <summary>Starts an operator on free ports.</summary>
    public Task<TracingOperator> OperatorAsync(
        Func<OperatorOptions, OperatorOptions>? with = null, KubernetesClientConfiguration? through = null)
    {
        var options = new OperatorOptions
        {
            Namespace = System,
            PodName = $"operator-{suffix}",
            BindAddress = "127.0.0.1",
            WebhookPort = 0,
            MetricsPort = 0,
            HealthPort = 0,
            LeaderElection = false,
            WebhookLingerSeconds = 0,
        };
        return TracingOperator.StartAsync(with?.Invoke(options) ?? options, through ?? Config, Logs.Factory(), default);
    }

    /// <summary>Creates or changes, as a user would.</summary>
    public Task ApplyAsync<T>(ResourceType<T> type, T value)
        where T : class => Client.ApplyAsync(ApplyBody.Of(type, value), new ApplyOptions("test"), default);

    public Task ApplyAsync(TracePipeline value) => ApplyAsync(ApiKinds.TracePipeline, value);

    public Task ApplyAsync(LlmTracingPolicy value) => ApplyAsync(ApiKinds.LlmTracingPolicy, value);

    /// <summary>The object, as soon as it exists and <paramref name="condition"/> holds.</summary>
    public Task<T> UntilAsync<T>(ResourceType<T> type, string @namespace, string name, Func<T, bool> condition)
        where T : class => Eventually.Async($"{type} {@namespace}/{name}", async token =>
        {
            var value = await Client.GetAsync(type, new ObjectKey(@namespace, name), token);
            return condition(value) ? value : throw new InvalidOperationException(Text(type, value));
        });

    public Task<TracePipeline> PipelineAsync(Func<TracePipeline, bool> condition) =>
        UntilAsync(ApiKinds.TracePipeline, Platform, "main", condition);

    public Task<LlmTracingPolicy> PolicyAsync(Func<LlmTracingPolicy, bool> condition, string name = "team") =>
        UntilAsync(ApiKinds.LlmTracingPolicy, Team, name, condition);

    /// <summary>Says what a cluster without controllers leaves unsaid: the Deployment has rolled out.</summary>
    public async Task RollOutAsync()
    {
        if (!RunsControllers)
        {
            var deployment = await Client.GetAsync(Kinds.Deployment, new ObjectKey(Platform, "main-ingest"), default);
            var replicas = deployment.Spec!.Replicas;
            var status = new V1DeploymentStatus
            {
                ObservedGeneration = deployment.Metadata.Generation, Replicas = replicas, UpdatedReplicas = replicas,
                ReadyReplicas = replicas, AvailableReplicas = replicas,
                Conditions = [
                    new V1DeploymentCondition { Type = "Available", Status = "True", Reason = "MinimumReplicasAvailable", Message = "" }],
            };
            var body = KubeJson.Serialize(new V1Deployment
            {
                Metadata = new V1ObjectMeta { Name = "main-ingest", NamespaceProperty = Platform },
                Status = status,
            }, Kinds.Deployment.TypeInfo);
            await Client.ApplyAsync(
                Kinds.Deployment, deployment.Metadata.Key, "status", ApplyBody.FromJson(Kinds.Deployment, body).Json,
                new ApplyOptions("deployment-controller"), default);
        }
    }

    /// <summary>What the operator wrote: kind, name and resource version of everything that is its or has a status by it.</summary>
    public async Task<SortedDictionary<string, string>> VersionsAsync()
    {
        var versions = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var type in new ResourceType[]
        {
            Kinds.ConfigMap, Kinds.Service, Kinds.ServiceAccount, Kinds.NetworkPolicy, Kinds.PodDisruptionBudget, Kinds.Deployment,
            ApiKinds.TracePipeline, ApiKinds.LlmTracingPolicy,
        })
        {
            foreach (var @namespace in new[] { Platform, Team })
            {
                await foreach (var item in Client.ListAsync(type.AsMetadata(), new ListOptions { Namespace = @namespace }, default))
                {
                    versions[$"{type} {item.Metadata.Key}"] = item.Metadata.ResourceVersion!;
                }
            }
        }

        return versions;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var @namespace in new[] { Platform, Team, System })
        {
            await DeleteAllAsync(ApiKinds.LlmTracingPolicy, @namespace);
            await DeleteAllAsync(ApiKinds.TracePipeline, @namespace);
            if (RunsControllers)
            {
                await Client.DeleteAsync(Kinds.Namespace, new ObjectKey("", @namespace), null, default);
            }
        }

        transport.Dispose();
        if (Site.Server is not null)
        {
            await Site.Server.DisposeAsync();
        }
    }

    private static bool IsEstablished(byte[] definition) =>
        (JsonNode.Parse(definition)!["status"]?["conditions"]?.AsArray() ?? []).Any(one => (string?)one!["type"] == "Established"
            && (string?)one["status"] == "True");

    private async Task DeleteAllAsync<T>(ResourceType<T> type, string @namespace)
        where T : class, IKubeObject
    {
        await foreach (var item in Client.ListAsync(type, new ListOptions { Namespace = @namespace }, default))
        {
            await Client.DeleteAsync(type, item.Metadata.Key, null, default);
        }
    }

    private static string Text<T>(ResourceType<T> type, T value)
        where T : class => global::System.Text.Encoding.UTF8.GetString(KubeJson.Serialize(value, type.TypeInfo));
}
