using k8s;
using k8s.Models;

using Kube.Model;

using Microsoft.Extensions.Logging.Abstractions;

namespace Kube.Runtime.Tests;

/// <summary>A namespace of its own on the real API server, and what a test needs there.</summary>
internal sealed class RealCluster : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private Task running = Task.CompletedTask;

    private RealCluster(KubernetesClientConfiguration config, string @namespace)
    {
        Config = config;
        Transport = new ApiTransport(config, "kube-runtime-tests", TimeProvider.System);
        Client = new KubeClient(Transport);
        Namespace = @namespace;
        Informers = new InformerSet(Client, TimeProvider.System, NullLoggerFactory.Instance);
    }

    public KubernetesClientConfiguration Config { get; }

    public ApiTransport Transport { get; }

    public KubeClient Client { get; }

    public string Namespace { get; }

    public InformerSet Informers { get; }

    public CancellationToken Stop => stop.Token;

    public static async Task<RealCluster> StartAsync(TestPlane shared)
    {
        var plane = await shared.Get();
        var cluster = new RealCluster(ClusterConfig.Discover(plane.Kubeconfig), $"t-{Guid.NewGuid():n}"[..20]);
        await cluster.Client.CreateAsync(
            Kinds.Namespace, new V1Namespace { Metadata = new V1ObjectMeta { Name = cluster.Namespace } }, default);
        return cluster;
    }

    public async Task RunInformersAsync()
    {
        running = Informers.RunAsync(stop.Token);
        await Informers.WaitForSyncAsync(TimeSpan.FromSeconds(20), default);
    }

    public Settings ConfigMap(string name, params ReadOnlySpan<(string Key, string Value)> data) => new()
    {
        Metadata = new ObjectMeta { Name = name, Namespace = Namespace },
        Data = Collections.Map(data),
    };

    public ObjectKey Key(string name) => new(Namespace, name);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.ContinueWith(_ => { }, TaskScheduler.Default);
        Transport.Dispose();
        stop.Dispose();
    }
}
