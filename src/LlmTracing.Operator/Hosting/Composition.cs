using System.Net;
using System.Reflection;
using k8s;
using Kube.Model;
using Kube.Runtime;
using LlmTracing.Compiler;
using LlmTracing.Compiler.Api;
using LlmTracing.Operator.Injection;
using LlmTracing.Operator.Pipelines;
using LlmTracing.Operator.Policies;
using LlmTracing.Operator.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LlmTracing.Operator.Hosting;

/// <summary>What the operator consists of.</summary>
internal static class Composition
{
    /// <summary>The application, not started.</summary>
    /// <param name="host">Sets what depends on where it runs: logging, who ends it.</param>
    public static WebApplication Build(OperatorOptions options, KubernetesClientConfiguration cluster, Action<WebApplicationBuilder> host)
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

    /// <summary>Of this program.</summary>
    public static string Version { get; } =
        typeof(Composition).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

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
}
