using System.Collections.Immutable;
using System.Diagnostics;
using Kube.Testing;
using Kube.Testing.Processes;

namespace LlmTracing.Bench.Operator;

/// <summary>A published operator as the only one of a cluster.</summary>
internal sealed class RunningOperator : IAsyncDisposable
{
    private static readonly TimeSpan BetweenProbes = TimeSpan.FromMilliseconds(4);
    private readonly TestProcess process;

    private RunningOperator(TestProcess process, int webhookPort)
    {
        this.process = process;
        Webhook = new Uri($"https://127.0.0.1:{webhookPort}/mutate-pods");
    }

    public Uri Webhook { get; }

    public int Id => process.Id;

    /// <summary>From the start of the process to its first good answer on <c>/readyz</c>.</summary>
    public TimeSpan Started { get; private init; }

    public bool HasExited => process.HasExited;

    /// <param name="heapLimit">Bytes in hexadecimal, as <c>DOTNET_GCHeapHardLimit</c> takes them; null for none.</param>
    /// <exception cref="GaveUpException">It ended before it was ready.</exception>
    public static async Task<RunningOperator> Start(Release release, string kubeconfig, string? heapLimit = null)
    {
        var ports = FreePort.Take(3);
        var environment = ImmutableDictionary<string, string>.Empty.Add("KUBECONFIG", kubeconfig).Add("DOTNET_EnableDiagnostics", "0");
        var spec = new ProcessSpec(
            release.Operator,
            [
                "--bind-address", "127.0.0.1", "--leader-election", "false", "--webhook-linger-seconds", "0",
                "--webhook-port", $"{ports[0]}", "--metrics-port", $"{ports[1]}", "--health-port", $"{ports[2]}",
            ])
        {
            Name = $"operator ({release.Name})",
            Environment = heapLimit is null ? environment : environment.Add("DOTNET_GCHeapHardLimit", heapLimit),
        };
        var started = Stopwatch.GetTimestamp();
        var process = TestProcess.Start(spec);
        try
        {
            await Ready(process, new Uri($"http://127.0.0.1:{ports[2]}/readyz"));
            return new RunningOperator(process, ports[0]) { Started = Stopwatch.GetElapsedTime(started) };
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public Memory Memory() => Operator.Memory.Of(process.Id);

    public async ValueTask DisposeAsync()
    {
        await process.Stop(TimeSpan.FromSeconds(10));
        await process.DisposeAsync();
    }

    // Asks more often than Eventually does: the answer is a measurement.
    private static async Task Ready(TestProcess process, Uri probe)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Eventually.Patience };
        var deadline = Stopwatch.GetTimestamp() + (long)(Eventually.Patience.TotalSeconds * Stopwatch.Frequency);
        while (!await Answers(http, probe))
        {
            if (process.HasExited || Stopwatch.GetTimestamp() > deadline)
            {
                throw new GaveUpException($"{process.Name} did not become ready\n{process.Output.Last(20)}");
            }

            await Task.Delay(BetweenProbes);
        }
    }

    private static async Task<bool> Answers(HttpClient http, Uri probe)
    {
        try
        {
            using var response = await http.GetAsync(probe);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
