using System.Net;
using System.Net.Security;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Kube.Runtime;

/// <summary>One connection pool for each <see cref="Lane"/>.</summary>
internal sealed class Handlers : IDisposable
{
    private readonly HttpClient unary;
    private readonly HttpClient watch;
    private readonly HttpClient lease;

    public Handlers(ClusterConfig config, string component)
    {
        unary = Client(config, component, TimeSpan.FromMinutes(10));
        watch = Client(config, component, Timeout.InfiniteTimeSpan);
        lease = Client(config, component, TimeSpan.FromMinutes(10));
    }

    public HttpClient For(Lane lane) => lane switch
    {
        Lane.Watch => watch,
        Lane.Lease => lease,
        _ => unary,
    };

    public void Dispose()
    {
        unary.Dispose();
        watch.Dispose();
        lease.Dispose();
    }

    private static HttpClient Client(ClusterConfig config, string component, TimeSpan connectionLifetime)
    {
        var client = new HttpClient(Handler(config, connectionLifetime))
        {
            BaseAddress = config.Server,
            Timeout = Timeout.InfiniteTimeSpan,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        client.DefaultRequestHeaders.UserAgent.ParseAdd(UserAgent(component));
        return client;
    }

    /// <remarks>Pings are the second line only: .NET stops sending them after a GOAWAY. The first is the deadline on every read.</remarks>
    private static SocketsHttpHandler Handler(ClusterConfig config, TimeSpan connectionLifetime) => new()
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
        UseProxy = config.Proxy is not null,
        Proxy = config.Proxy is null ? null : new WebProxy(config.Proxy),
        SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) => config.Trust.Validate(certificate, chain, errors),
            LocalCertificateSelectionCallback = (_, _, _, _, _) => config.Credentials.Current?.ClientCertificate!,
        },
    };

    private static string UserAgent(string component)
    {
        var version = typeof(Handlers).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
        var os = OperatingSystem.IsLinux() ? "linux" : OperatingSystem.IsMacOS() ? "darwin" : "windows";
        var architecture = RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant();
        return $"{component}/{version} ({os}/{architecture}) kube-runtime";
    }
}
