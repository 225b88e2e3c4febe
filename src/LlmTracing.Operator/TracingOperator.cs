using System.Net;
using System.Reflection;
using k8s;
using Kube.Model;
using Kube.Runtime;
using LlmTracing.Compiler;
using LlmTracing.Compiler.Api;
using LlmTracing.Operator.Hosting;
using LlmTracing.Operator.Injection;
using LlmTracing.Operator.Pipelines;
using LlmTracing.Operator.Policies;
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
public sealed partial class TracingOperator : IAsyncDisposable
{
    private readonly WebApplication app;

    private TracingOperator(WebApplication app)
    {
        this.app = app;
        Completion = CompleteAsync();
    }

    /// <summary>Of this program.</summary>
    internal static string Version { get; } = typeof(TracingOperator).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>Ends when the operator has stopped.</summary>
    public Task Completion { get; }

    /// <summary>Base address of <c>/healthz</c> and <c>/readyz</c>.</summary>
    public Uri Health => new(app.Urls.First());

    /// <summary>Base address of <c>/metrics</c>.</summary>
    public Uri Metrics => new(app.Urls.ElementAt(1));

    /// <summary>Base address of the webhook (HTTPS); null when it is switched off.</summary>
    public Uri? Webhook => app.Urls.ElementAtOrDefault(2) is { } url ? new Uri(url) : null;

    /// <summary>Starts everything; returns when all servers listen. Caches fill and leadership is taken after that.</summary>
    /// <param name="cancellationToken">Gives up starting; what runs is stopped by disposing.</param>
    /// <exception cref="IOException">A port is taken.</exception>
    public static Task<TracingOperator> StartAsync(
        OperatorOptions options, KubernetesClientConfiguration cluster, ILoggerFactory loggers, CancellationToken cancellationToken) =>
        StartAsync(
            options,
            cluster,
            builder => builder.Services.AddSingleton(loggers).AddSingleton<IHostLifetime, Embedded>(),
            cancellationToken);

    internal static async Task<TracingOperator> StartAsync(
        OperatorOptions options,
        KubernetesClientConfiguration cluster,
        Action<WebApplicationBuilder> host,
        CancellationToken cancellationToken)
    {
        var app = Build(options, cluster, host);
        try
        {
            LogStarting(app.Services.GetRequiredService<ILogger<TracingOperator>>(), options);
            await app.StartAsync(cancellationToken);
            return new TracingOperator(app);
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
        await app.DisposeAsync();
    }

    private async Task CompleteAsync()
    {
        await app.WaitForShutdownAsync(CancellationToken.None);
        await app.Services.GetRequiredService<OperatorHost>().Completion;
    }

    /// <summary>The application, not started.</summary>
    /// <param name="host">Sets what depends on where it runs: logging, who ends it.</param>
    private static WebApplication Build(OperatorOptions options, KubernetesClientConfiguration cluster, Action<WebApplicationBuilder> host)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        host(builder);
        var webhooks = options.Webhook ? options.WebhookPort : (int?)null;
        builder.UseOperatorPorts(IPAddress.Parse(options.BindAddress), options.HealthPort, options.MetricsPort, webhooks);
        builder.Services.AddOperatorTelemetry(WellKnown.OperatorName, Version, options.PodName, options.TracesEndpoint, Instruments.Name);
        builder.Services.AddSingleton(options).AddSingleton(cluster);
        var tracing = builder.Services
            .AddOperator(settings =>
            {
                settings.Name = WellKnown.OperatorName;
                settings.Controller = $"{ApiKinds.Group}/{WellKnown.OperatorName}";
                settings.Namespace = options.Namespace;
                settings.Instance = options.PodName;
                settings.LeaderElection = options.LeaderElection;
                settings.Linger = options.Webhook ? TimeSpan.FromSeconds(options.WebhookLingerSeconds) : TimeSpan.Zero;
            })
            .AddController<PipelineReconciler, TracePipeline>()
            .AddController<PolicyReconciler, LlmTracingPolicy>();
        if (options.Webhook)
        {
            tracing.AddMutatingWebhook<PodWebhook>(PodWebhook.Path, options.ServiceName);
        }

        builder.Services
            .AddSingleton<ClusterInformers>()
            .AddSingleton<LatestCompilations>()
            .AddSingleton<FactsGatherer>()
            .AddSingleton(new CompilerSettings { OperatorNamespace = options.Namespace, CollectorImage = options.CollectorImage })
            .AddSingleton<CollectorAccessWriter>()
            .AddSingleton<PipelineStatusWriter>()
            .AddSingleton(CreateConverger);
        var app = builder.Build();
        app.MapOperator();
        return app;
    }

    private static Converger CreateConverger(IServiceProvider parts) => new(
        parts.GetRequiredService<LeaderClient>(),
        new ConvergerOptions
        {
            FieldManager = WellKnown.OperatorName,
            HashAnnotation = WellKnown.AppliedAnnotation,
            InventoryLabels = Collections.Map((WellKnown.ManagedBy, WellKnown.OperatorName)),
            OwnerLabel = WellKnown.OwnerLabel,
        },
        parts.GetRequiredService<ClusterInformers>().Owned,
        parts.GetRequiredService<ILogger<Converger>>());

    [LoggerMessage(LogLevel.Information, "Starting with {Options}")]
    private static partial void LogStarting(ILogger logger, OperatorOptions options);

    /// <summary>Another program is in charge of signals.</summary>
    private sealed class Embedded : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
