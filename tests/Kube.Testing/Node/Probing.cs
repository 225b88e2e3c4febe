using System.Net;
using System.Net.Sockets;
using k8s.Models;
using Kube.Model;

namespace Kube.Testing.Node;

/// <summary>Readiness of one container by its probes.</summary>
/// <remarks>Differs from the kubelet: it probes at the node's own pace and without initial delay, because a test waits for it.</remarks>
internal sealed class Probing(ContainerRun run, IPAddress address) : IDisposable
{
#pragma warning disable CA5359 // The kubelet does not verify the certificates of probes either.
    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        PooledConnectionLifetime = TimeSpan.Zero,
        SslOptions = { RemoteCertificateValidationCallback = static (_, _, _, _) => true },
    })
    { Timeout = TimeSpan.FromSeconds(2) };
#pragma warning restore CA5359

    private int failures;

    /// <summary>Whether the startup probe, if any, has succeeded since the container started.</summary>
    public bool Started { get; private set; }

    public bool Ready { get; private set; }

    public async Task Update(CancellationToken cancel)
    {
        if (run.State.Running is null)
        {
            (Started, Ready, failures) = (false, false, 0);
            return;
        }

        Started = Started || await Passes(run.Container.StartupProbe, cancel);
        if (Started && await Passes(run.Container.ReadinessProbe, cancel))
        {
            (Ready, failures) = (true, 0);
        }
        else if (++failures >= (run.Container.ReadinessProbe?.FailureThreshold ?? 3))
        {
            Ready = false;
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<bool> Passes(V1Probe? probe, CancellationToken cancel)
    {
        try
        {
            return probe switch
            {
                { HttpGet: { } get } => await Get(get, cancel),
                { TcpSocket: { } socket } => await Connect(socket, cancel),
                { Exec: { } exec } => run.Process is { } process && await process.Exec([.. exec.Command], cancel),
                _ => true,
            };
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException or TimeoutException
            || (exception is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return false;
        }
    }

    private async Task<bool> Get(V1HTTPGetAction get, CancellationToken cancel)
    {
        var scheme = (get.Scheme ?? "HTTP").ToLowerInvariant();
        var uri = new Uri($"{scheme}://{get.Host ?? address.ToString()}:{Port(get.Port)}/{get.Path?.TrimStart('/')}");
        using var response = await http.GetAsync(uri, cancel);
        return (int)response.StatusCode is >= 200 and < 400;
    }

    private async Task<bool> Connect(V1TCPSocketAction action, CancellationToken cancel)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(action.Host is { } host ? IPAddress.Parse(host) : address, Port(action.Port), cancel);
        return true;
    }

    private int Port(IntOrString port) =>
        int.TryParse(port.Value, out var number)
            ? number
            : run.Container.Ports.OrEmpty().First(candidate => candidate.Name == port.Value).ContainerPort;
}
