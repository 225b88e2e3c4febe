using System.Net;
using System.Security.Cryptography.X509Certificates;

using Kube.Model;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kube.Runtime.Tests;

/// <summary>One webhook on a free port, with a certificate of its own.</summary>
internal sealed class AdmissionHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly X509Certificate2 leaf;
    private readonly ServerTrust trust;

    private AdmissionHost(AdmissionEndpoint endpoint)
    {
        var now = DateTimeOffset.UtcNow;
        var authority = CertificateAuthority.Create("ca", now, TimeSpan.FromDays(2));
        leaf = authority.Issue(["localhost"], now, TimeSpan.FromDays(1));
        trust = new ServerTrust(() => ServerTrust.Import(authority.Certificate));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ListenForAdmission(new IPEndPoint(IPAddress.Loopback, 0), _ => leaf);
        app = builder.Build();
        Endpoint = endpoint;
        endpoint.Map(app);
    }

    public AdmissionEndpoint Endpoint { get; }

    public Uri Uri => new(new Uri(app.Urls.First()), "/mutate?timeout=2s");

    public static async Task<AdmissionHost> StartAsync(Func<AdmissionRequest, AdmissionResponse> handler)
    {
        var host = new AdmissionHost(new AdmissionEndpoint("/mutate", handler, NullLogger.Instance));
        await host.app.StartAsync();
        return host;
    }

    public HttpClient Client(Version version)
    {
        var socket = new SocketsHttpHandler();
        trust.Install(socket);
        var client = new HttpClient(socket)
        {
            DefaultRequestVersion = version,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        client.DefaultRequestHeaders.Host = "localhost";
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Endpoint.Dispose();
        leaf.Dispose();
    }
}
