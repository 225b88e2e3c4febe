using k8s;
using Kube.Runtime;
using LlmTracing.Operator.Hosting;
using LlmTracing.Operator.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Trace;

namespace LlmTracing.Operator;

/// <summary>The whole operator in this process.</summary>
/// <remarks>
/// Guarantees: <see cref="Completion"/> ends with an error when any background loop fails, and without one after an orderly stop; disposing stops
/// in order (controllers end, the Lease is released, servers close) and then waits.
/// </remarks>
public sealed class TracingOperator : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping;
    private readonly Composition composition;
    private readonly TracerProvider traces;

    private TracingOperator(OperatorOptions options, KubernetesClientConfiguration cluster, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        OperatorLog.Starting(loggers.CreateLogger<TracingOperator>(), options);
        traces = Tracing.Start(options);
        composition = new Composition(options, cluster, loggers);
        var host = new OperatorHost(composition.Parts, TimeProvider.System, loggers.CreateLogger<OperatorHost>());
        Completion = host.RunAsync(stopping.Token);
    }

    /// <summary>Ends when the operator has stopped.</summary>
    public Task Completion { get; }

    /// <summary>Base address of <c>/healthz</c> and <c>/readyz</c>.</summary>
    public Uri Health => composition.Parts.Probes.Address();

    /// <summary>Base address of <c>/metrics</c>.</summary>
    public Uri Metrics => composition.Metrics.Address();

    /// <summary>Base address of the webhook (HTTPS); null when it is switched off.</summary>
    public Uri? Webhook => composition.Parts.Webhooks?.Address();

    /// <summary>What keeps <c>/readyz</c> from being well; empty when it is.</summary>
    public IReadOnlyList<string> NotReady => [.. composition.Health.NotReady().Select(one => $"{one.Name}: {one.Trouble}")];

    /// <summary>Starts everything; returns when all servers listen. Caches fill and leadership is taken after that.</summary>
    /// <param name="cancellationToken">Stops the operator, now or later.</param>
    /// <exception cref="IOException">A port is taken.</exception>
    public static async Task<TracingOperator> StartAsync(
        OperatorOptions options, KubernetesClientConfiguration cluster, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var started = new TracingOperator(options, cluster, loggers, cancellationToken);
        var listening = Task.WhenAll(started.Servers.Select(server => WhenStarted(server)));
        if (await Task.WhenAny(listening, started.Completion) == started.Completion)
        {
            await using (started)
            {
                await started.Completion;
            }

            throw new OperationCanceledException(cancellationToken);
        }

        return started;
    }

    /// <summary>Stops, waits, and throws nothing: errors are those of <see cref="Completion"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var server in Servers)
        {
            await server.DisposeAsync();
        }

        composition.Dispose();
        traces.Dispose();
        stopping.Dispose();
    }

    private IEnumerable<WebApplication> Servers =>
        new[] { composition.Parts.Probes, composition.Metrics, composition.Parts.Webhooks }.OfType<WebApplication>();

    private static Task WhenStarted(WebApplication server)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Lifetime.ApplicationStarted.Register(started.SetResult);
        return started.Task;
    }
}
