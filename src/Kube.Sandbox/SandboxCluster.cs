using Kube.Sandbox.Admission;
using Kube.Sandbox.Api;
using Kube.Sandbox.Controllers;
using Kube.Sandbox.Discovery;
using Kube.Sandbox.Http;
using Kube.Sandbox.Resources;
using Kube.Sandbox.Store;

namespace Kube.Sandbox;

/// <summary>The wiring: store, API, controllers.</summary>
internal sealed class SandboxCluster : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly ControllerSet controllers;
    private readonly ClusterSeed seed;

    public SandboxCluster(SandboxOptions options)
    {
        var clock = options.TimeProvider;
        var store = new ObjectStore(options.HistoryLength);
        var registry = new ResourceRegistry();
        var definitions = new DefinitionPublisher(registry, store, clock);
        var reader = new ObjectReader(store);
        var remover = new ObjectRemover(store, definitions.Removed, clock);
        var admission = new AdmissionChain(store, new WebhookCaller(options.ServiceResolver));
        var writer = new ObjectWriter(store, admission, remover, definitions.Stored, clock);
        var subresources = new SubresourceEndpoint(reader, writer, remover, clock);
        var resources = new ResourceEndpoint(reader, writer, remover, new WatchEndpoint(store, reader, clock), subresources, clock);
        Endpoint = new ApiEndpoint(registry, resources, new DiscoveryEndpoint(registry), stopping.Token);
        var access = new ControllerAccess(registry, store, reader, writer, remover, clock);
        seed = new ClusterSeed(access);
        controllers = ControllerSet.Create(access, options);
    }

    public ApiEndpoint Endpoint { get; }

    public async Task StartAsync(CancellationToken cancellation)
    {
        await seed.PlantAsync(cancellation);
        controllers.Start(stopping.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await controllers.StopAsync();
        stopping.Dispose();
    }
}
