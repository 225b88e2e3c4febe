using System.Net;
using System.Net.Sockets;

namespace Kube.Testing.Node;

/// <summary>HTTP as a pod speaks it: from its own address, and with the cluster's Service names.</summary>
public sealed class PodHttp(IPAddress address, string ns, ServiceNames names)
{
    // The address of a pod that has just gone does not refuse: nobody answers.
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(2);

    /// <summary>A new client; the caller disposes it.</summary>
    public HttpClient Client() =>
        new(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = ConnectPatience, ConnectCallback = Connect });

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var target = names.Resolve(context.DnsEndPoint.Host, ns)
            ?? throw new HttpRequestException($"no ready address for {context.DnsEndPoint.Host} as seen from namespace {ns}");
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Bind(new IPEndPoint(address, 0));
            await socket.ConnectAsync(new IPEndPoint(target, context.DnsEndPoint.Port), cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
