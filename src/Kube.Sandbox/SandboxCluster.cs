using Kube.Sandbox.Admission;
using Kube.Sandbox.Controllers;
using Kube.Sandbox.Discovery;
using Kube.Sandbox.Http;

namespace Kube.Sandbox;

/// <summary>The wiring: store, API, controllers.</summary>
internal sealed class SandboxCluster : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly ClusterAccess access;
    private readonly ControllerLoop loop;
    private Task controllers = Task.CompletedTask;

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
        var resources = new ResourceEndpoint(reader, writer, remover, new WatchEndpoint(store, reader, clock), clock);
        Endpoint = new ApiEndpoint(registry, resources, new DiscoveryDocuments(registry), stopping.Token);
        access = new ClusterAccess(registry, store, writer, remover, clock);
        loop = new ControllerLoop(
            access, clock, new NamespaceController(access), new GarbageCollector(access), new DeploymentController(access),
            new ReplicaSetController(access),
            new PodRunner(access));
    }

    public ApiEndpoint Endpoint { get; }

    public async Task StartAsync(CancellationToken cancellation)
    {
        foreach (var name in new[] { "default", "kube-system" })
        {
            await access.CreateAsync("namespaces", "", new JsonObject { ["metadata"] = new JsonObject { ["name"] = name } }, cancellation);
        }

        controllers = loop.RunAsync(stopping.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await controllers;
        stopping.Dispose();
    }
}
