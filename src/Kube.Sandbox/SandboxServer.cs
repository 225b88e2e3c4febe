using System.Net;
using Kube.Sandbox.Controllers;
using Kube.Sandbox.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Kube.Sandbox;

/// <summary>A Kubernetes API server in this process: in memory, without authentication, on 127.0.0.1 only.</summary>
/// <remarks>
/// Guarantees: objects, patches, field ownership, watches and refusals behave as on the real server for the kinds it serves, and for every
/// kind
/// that a CustomResourceDefinition adds. Caveats: everyone is the administrator; nothing survives disposal; pods run nothing.
/// </remarks>
public sealed class SandboxServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly SandboxCluster cluster;

    private SandboxServer(WebApplication application, SandboxCluster cluster, Uri uri) =>
        (this.application, this.cluster, Uri) = (application, cluster, uri);

    /// <summary>Base address: scheme, host and port.</summary>
    public Uri Uri { get; }

    /// <summary>Starts listening and running the controllers; ready when the task completes.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<SandboxServer> StartAsync(SandboxOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var created = new SandboxCluster(options);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, options.Port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 8 * 1024 * 1024;
        });
        var host = builder.Build();
        host.Run(created.Endpoint.ServeAsync);
        await created.StartAsync(cancellation);
        await host.StartAsync(cancellation);
        var addresses = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        return new SandboxServer(host, created, new Uri(addresses.Addresses.First()));
    }

    /// <summary>Writes a kubeconfig with one context, <c>sandbox</c>, for kubectl and other clients.</summary>
    public Task WriteKubeconfigAsync(string path, CancellationToken cancellation = default) =>
        File.WriteAllBytesAsync(path, Kubeconfig.For(Uri), cancellation);

    /// <summary>Ends all watches and controllers, then the server.</summary>
    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        await application.DisposeAsync();
    }
}
