using System.Net;
using System.Net.Sockets;

namespace LlmTracing.Operator.Tests;

/// <summary>A TCP relay to a server, which can be cut like the network of a process that was killed.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource cut = new();
    private readonly Uri target;
    private readonly Task accepting;

    public Relay(Uri target)
    {
        this.target = target;
        listener.Start();
        Uri = new UriBuilder(target) { Port = ((IPEndPoint)listener.LocalEndpoint).Port }.Uri;
        accepting = AcceptAsync();
    }

    public Uri Uri { get; }

    /// <summary>From now on no byte goes through, either way.</summary>
    public async Task CutAsync()
    {
        await cut.CancelAsync();
        listener.Stop();
    }

    public async ValueTask DisposeAsync()
    {
        await CutAsync();
        await accepting;
        listener.Dispose();
        cut.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ConnectAsync(await listener.AcceptTcpClientAsync(cut.Token)));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ConnectAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        try
        {
            await far.ConnectAsync(target.Host, target.Port, cut.Token);
            await Task.WhenAny(
                near.GetStream().CopyToAsync(far.GetStream(), cut.Token),
                far.GetStream().CopyToAsync(near.GetStream(), cut.Token));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or IOException)
        {
        }
    }
}
