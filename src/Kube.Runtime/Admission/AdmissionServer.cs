using System.Net;
using System.Security.Cryptography.X509Certificates;

using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Kube.Runtime;

/// <summary>Kestrel for reviews that come in bursts: what waits for its turn waits in the client, not in memory here.</summary>
/// <remarks>Both buffers must be small, the socket's and Kestrel's own: each alone still takes up to a megabyte for each request.</remarks>
internal static class AdmissionServer
{
    private const int Buffer = 64 * 1024;
    private const int Connections = 100;
    private const int Streams = 32;

    /// <summary>Listens for webhooks behind a certificate that is asked for at each handshake.</summary>
    public static void ListenForAdmission(
        this IWebHostBuilder host, IPEndPoint address, Func<IServiceProvider, X509Certificate2?> certificate) => host
        .UseSockets(sockets => sockets.MaxReadBufferSize = Buffer)
        .ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = AdmissionEndpoint.LargestBody;
            kestrel.Limits.MaxRequestBufferSize = Buffer;
            kestrel.Limits.MaxConcurrentConnections = Connections;
            kestrel.Limits.Http2.MaxStreamsPerConnection = Streams;

            // Streams that wait may fill their own windows but never the connection's: the one whose turn it is would starve. Twice
            // that, because Kestrel announces what was read of the connection's window only when it is half of it.
            kestrel.Limits.Http2.InitialStreamWindowSize = Buffer;
            kestrel.Limits.Http2.InitialConnectionWindowSize = 2 * Buffer * Streams;
            kestrel.Listen(address, listen =>
            {
                listen.Protocols = HttpProtocols.Http1AndHttp2;
                listen.UseHttps(https => https.ServerCertificateSelector = (_, _) => certificate(kestrel.ApplicationServices));
            });
        });
}
