using System.Net;
using System.Reflection;
using System.Runtime.InteropServices;

using k8s;

namespace Kube.Runtime;

/// <summary>One connection pool for each <see cref="Lane"/>.</summary>
internal sealed class Handlers : IDisposable
{
    private readonly HttpClient[] clients;
    private readonly KubernetesClientConfiguration config;
    private readonly string agent;

    public Handlers(KubernetesClientConfiguration config, string component)
    {
        (this.config, agent) = (config, UserAgent(component));
        clients = [.. Enum.GetValues<Lane>().Select(Client)];
    }

    public HttpClient For(Lane lane) => Volatile.Read(ref clients[(int)lane]);

    /// <summary>New connections from now on; what runs over the old ones goes on, and idle ones close by themselves.</summary>
    public void Renew(Lane lane) => Volatile.Write(ref clients[(int)lane], Client(lane));

    public void Dispose() => Array.ForEach(clients, client => client.Dispose());

    private HttpClient Client(Lane lane)
    {
        var client = new HttpClient(Handler(lane == Lane.Watch ? Timeout.InfiniteTimeSpan : TimeSpan.FromMinutes(10)))
        {
            BaseAddress = new Uri(config.Host),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.UserAgent.ParseAdd(agent);
        return client;
    }

    /// <remarks>Pings are the second line only: .NET stops sending them after a GOAWAY. The first is the deadline on every read.</remarks>
    private SocketsHttpHandler Handler(TimeSpan connectionLifetime)
    {
        var identity = ClientCertificate.Of(config);
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = connectionLifetime,
            EnableMultipleHttp2Connections = true,
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(15),
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            AutomaticDecompression = DecompressionMethods.GZip,
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
        };
        handler.SslOptions.RemoteCertificateValidationCallback = ServerTrust.Of(config);
        handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => identity!;
        config.FirstMessageHandlerSetup?.Invoke(handler);
        return handler;
    }

    private static string UserAgent(string component)
    {
        var informational = typeof(Handlers).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        var version = informational?.Split('+')[0] ?? "0";
        return $"{component}/{version} ({RuntimeInformation.RuntimeIdentifier}) kube-runtime";
    }
}
