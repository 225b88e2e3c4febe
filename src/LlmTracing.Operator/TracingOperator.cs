using k8s;
using Kube.Runtime;
using LlmTracing.Operator.Hosting;
using LlmTracing.Operator.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LlmTracing.Operator;

/// <summary>The whole operator in this process.</summary>
/// <remarks>
/// Guarantees: <see cref="Completion"/> ends with an error when any background loop fails, and without one after an orderly stop;
/// disposing stops in order (controllers end, the Lease is released, servers close) and then waits.
/// </remarks>
public sealed class TracingOperator : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly CancellationTokenRegistration stop;

    private TracingOperator(WebApplication app, CancellationToken cancellationToken)
    {
        this.app = app;
        stop = cancellationToken.UnsafeRegister(static app => ((WebApplication)app!).Lifetime.StopApplication(), app);
        Completion = CompleteAsync();
    }

    /// <summary>Ends when the operator has stopped.</summary>
    public Task Completion { get; }

    /// <summary>Base address of <c>/healthz</c> and <c>/readyz</c>.</summary>
    public Uri Health => new(app.Urls.First());

    /// <summary>Base address of <c>/metrics</c>.</summary>
    public Uri Metrics => new(app.Urls.ElementAt(1));

    /// <summary>Base address of the webhook (HTTPS); null when it is switched off.</summary>
    public Uri? Webhook => app.Urls.ElementAtOrDefault(2) is { } url ? new Uri(url) : null;

    /// <summary>Starts everything; returns when all servers listen. Caches fill and leadership is taken after that.</summary>
    /// <param name="cancellationToken">Stops the operator, now or later.</param>
    /// <exception cref="IOException">A port is taken.</exception>
    public static Task<TracingOperator> StartAsync(
        OperatorOptions options, KubernetesClientConfiguration cluster, ILoggerFactory loggers, CancellationToken cancellationToken) =>
        StartAsync(options, cluster, builder => builder.Services.AddSingleton(loggers).AddSingleton<IHostLifetime, Embedded>(), cancellationToken);

    internal static async Task<TracingOperator> StartAsync(
        OperatorOptions options, KubernetesClientConfiguration cluster, Action<WebApplicationBuilder> host, CancellationToken cancellationToken)
    {
        var app = Composition.Build(options, cluster, host);
        try
        {
            OperatorLog.Starting(app.Services.GetRequiredService<ILogger<TracingOperator>>(), options);
            await app.StartAsync(cancellationToken);
            return new TracingOperator(app, cancellationToken);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops, waits, and throws nothing: errors are those of <see cref="Completion"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        app.Lifetime.StopApplication();
        await Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await stop.DisposeAsync();
        await app.DisposeAsync();
    }

    private async Task CompleteAsync()
    {
        await app.WaitForShutdownAsync(CancellationToken.None);
        await app.Services.GetRequiredService<OperatorHost>().Completion;
    }

    /// <summary>Another program is in charge of signals.</summary>
    private sealed class Embedded : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
