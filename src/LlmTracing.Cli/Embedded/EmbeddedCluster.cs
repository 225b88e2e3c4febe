using k8s;
using Kube.Runtime;
using Kube.Sandbox;
using LlmTracing.Operator;
using Microsoft.Extensions.Logging;

namespace LlmTracing.Cli.Embedded;

/// <summary>An API server and the operator in this process, on loopback. Pods do not run.</summary>
internal sealed class EmbeddedCluster : IAsyncDisposable
{
    private readonly SandboxServer server;
    private readonly TracingOperator tracing;
    private readonly ApiTransport transport;

    private EmbeddedCluster(SandboxServer server, TracingOperator tracing, ApiTransport transport)
    {
        (this.server, this.tracing, this.transport) = (server, tracing, transport);
        Client = new KubeClient(transport);
    }

    public KubeClient Client { get; }

    /// <summary>Base address of the API server.</summary>
    public Uri Uri => server.Uri;

    /// <summary>Ends with an error when the operator fails.</summary>
    public Task Completion => tracing.Completion;

    /// <summary>Starts both and installs what the operator needs.</summary>
    public static async Task<EmbeddedCluster> StartAsync(SandboxOptions sandbox, ILoggerFactory loggers, CancellationToken cancellation)
    {
        TracingOperator? running = null;
        var options = new OperatorOptions
        {
            BindAddress = "127.0.0.1", WebhookPort = 0, MetricsPort = 0, HealthPort = 0, WebhookLingerSeconds = 0, LeaderElection = false,
        };
        var server = await SandboxServer.StartAsync(
            sandbox with { ServiceResolver = (_, name, _) => name == options.ServiceName ? running?.Webhook : null }, cancellation);
        var config = new KubernetesClientConfiguration { Host = server.Uri.ToString() };
        var transport = new ApiTransport(config, "llmtracing", TimeProvider.System);
        try
        {
            await Installation.InstallAsync(new KubeClient(transport), options, cancellation);
            running = await TracingOperator.StartAsync(options, config, loggers, cancellation);
            return new EmbeddedCluster(server, running, transport);
        }
        catch
        {
            transport.Dispose();
            await server.DisposeAsync();
            throw;
        }
    }

    public Task WriteKubeconfigAsync(string path, CancellationToken cancellation) => server.WriteKubeconfigAsync(path, cancellation);

    public async ValueTask DisposeAsync()
    {
        await tracing.DisposeAsync();
        transport.Dispose();
        await server.DisposeAsync();
    }
}
