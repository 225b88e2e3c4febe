using System.Net;
using System.Net.Sockets;

namespace Kube.Testing.Network;

/// <summary>A TCP relay to a server. It can be cut, as when a process is killed, or fall silent, like a route that drops packets.</summary>
public sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource cut = new();
    private readonly Uri target;
    private readonly Task accepting;
    private volatile TaskCompletionSource path = Open();

    public Relay(Uri target)
    {
        this.target = target;
        listener.Start();
        Uri = new UriBuilder(target) { Port = ((IPEndPoint)listener.LocalEndpoint).Port }.Uri;
        accepting = Accept();
    }

    public Uri Uri { get; }

    /// <summary>From now on no byte goes through, either way, and nobody is told.</summary>
    public void FallSilent() => path = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What was held back goes through, and what follows.</summary>
    public void Recover() => path.TrySetResult();

    /// <summary>From now on no byte goes through, and every connection breaks.</summary>
    public async Task Cut()
    {
        await cut.CancelAsync();
        listener.Stop();
    }

    public async ValueTask DisposeAsync()
    {
        await Cut();
        await accepting;
        listener.Dispose();
        cut.Dispose();
    }

    private static TaskCompletionSource Open()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }

    private async Task Accept()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(Connect(await listener.AcceptTcpClientAsync(cut.Token)));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task Connect(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        try
        {
            await far.ConnectAsync(target.Host, target.Port, cut.Token);
            await Task.WhenAny(Pump(near.GetStream(), far.GetStream()), Pump(far.GetStream(), near.GetStream()));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or IOException)
        {
        }
    }

    private async Task Pump(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[16 * 1024];
        while (await from.ReadAsync(buffer, cut.Token) is var count and > 0)
        {
            await path.Task.WaitAsync(cut.Token);
            await to.WriteAsync(buffer.AsMemory(0, count), cut.Token);
        }
    }
}
