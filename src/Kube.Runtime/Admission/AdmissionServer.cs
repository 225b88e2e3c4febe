using System.Net;
using System.Security.Cryptography.X509Certificates;

using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Kube.Runtime;

/// <summary>Kestrel for reviews that come in bursts: what waits for its turn waits in the client, not in memory here.</summary>
/// <remarks>Both buffers must be small, the socket's and Kestrel's own: each alone still takes up to a megabyte for each request.</remarks>
public static class AdmissionServer
{
    private const int Buffer = 64 * 1024;

    /// <summary>Listens for webhooks behind a certificate that is asked for at each handshake.</summary>
    public static void ListenForAdmission(this KestrelServerOptions kestrel, IPEndPoint address, Func<X509Certificate2?> certificate)
    {
        kestrel.Limits.MaxRequestBufferSize = Buffer;

        // Streams that wait may fill their own windows but never the connection's: the one whose turn it is would starve.
        kestrel.Limits.Http2.InitialStreamWindowSize = Buffer;
        kestrel.Limits.Http2.InitialConnectionWindowSize = Buffer * kestrel.Limits.Http2.MaxStreamsPerConnection;
        kestrel.Listen(address, listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UseHttps(https => https.ServerCertificateSelector = (_, _) => certificate());
        });
    }

    /// <summary>The other half: buffers of sockets.</summary>
    public static IWebHostBuilder UseSmallReadBuffers(this IWebHostBuilder host) =>
        host.UseSockets(sockets => sockets.MaxReadBufferSize = Buffer);
}
