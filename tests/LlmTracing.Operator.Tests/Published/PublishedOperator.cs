using System.Collections.Immutable;
using Kube.Testing;
using Kube.Testing.Control;
using Kube.Testing.Processes;

namespace LlmTracing.Operator.Tests.Published;

/// <summary>The published program, against a control plane, on ports of its own.</summary>
internal sealed class PublishedOperator(TestProcess process, int webhookPort) : IAsyncDisposable
{
    public int WebhookPort => webhookPort;

    public TestProcess Process => process;

    /// <summary>Starts it, and waits until it is ready: it has listed everything, so what changes from then on reaches it by
    /// watches.</summary>
    public static async Task<PublishedOperator> Start(ControlPlane plane, string @namespace, CancellationToken cancel)
    {
        var ports = FreePort.Take(3);
        var process = TestProcess.Start(new ProcessSpec(
            Tools.PublishedOperator!,
            [
                "--bind-address", "127.0.0.1", "--operator-namespace", @namespace,
                "--leader-election", "false", "--webhook-linger-seconds", "0",
                "--webhook-port", $"{ports[0]}", "--metrics-port", $"{ports[1]}", "--health-port", $"{ports[2]}",
            ])
        {
            Environment = ImmutableDictionary<string, string>.Empty.Add("KUBECONFIG", plane.Kubeconfig),
        });
        using var http = new HttpClient();
        var ready = new Uri($"http://127.0.0.1:{ports[2]}/readyz");
        await process.Ready(async token => (await http.GetAsync(ready, token)).IsSuccessStatusCode, cancel: cancel);
        return new PublishedOperator(process, ports[0]);
    }

    /// <summary>Adds to a passed deadline what the program wrote.</summary>
    public async Task Explained(Task waiting)
    {
        try
        {
            await waiting;
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"{exception.Message}\n{process.Output.Last(10)}", exception);
        }
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();
}
