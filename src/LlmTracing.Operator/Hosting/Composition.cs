using System.Net;
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
using Microsoft.Extensions.Logging;

namespace LlmTracing.Operator.Hosting;

/// <summary>The wiring: which parts there are and what each is given.</summary>
internal sealed class Composition : IDisposable
{
    private readonly OperatorOptions options;
    private readonly ILoggerFactory loggers;
    private readonly TimeProvider time = TimeProvider.System;
    private readonly ApiTransport transport;
    private readonly KubeClient client;
    private readonly Caches caches;
    private readonly Programmed programmed = new();
    private readonly EventRecorder events;
    private readonly PrometheusExporter measurements = new(Kube.Runtime.Telemetry.Name, Instruments.Name);

    public Composition(OperatorOptions options, KubernetesClientConfiguration cluster, ILoggerFactory loggers)
    {
        (this.options, this.loggers) = (options, loggers);
        transport = new ApiTransport(cluster, WellKnown.OperatorName, time);
        client = new KubeClient(transport);
        caches = new Caches(new InformerSet(client, time, loggers));
        events = new EventRecorder(client, $"{ApiKinds.Group}/{WellKnown.OperatorName}", options.PodName, time, loggers.CreateLogger<EventRecorder>());
        Metrics = HttpServers.Probes(At(options.MetricsPort), Health, measurements, loggers);
        Parts = new OperatorParts
        {
            Probes = HttpServers.Probes(At(options.HealthPort), Health, measurements, loggers),
            Informers = caches.All,
            Health = Health,
            Elector = options.LeaderElection ? Elector() : null,
            Everywhere = [("events", events.RunAsync), ("metrics", ServeMetricsAsync)],
            Leading = [("pipelines", RunPipelinesAsync), ("policies", RunPoliciesAsync)],
            WebhookLinger = options.WebhookLinger,
        };
        Parts = options.Webhook ? WithWebhook(Parts) : Parts;
    }

    public HealthState Health { get; } = new();

    public OperatorParts Parts { get; }

    public WebApplication Metrics { get; }

    public void Dispose()
    {
        measurements.Dispose();
        transport.Dispose();
    }

    private OperatorParts WithWebhook(OperatorParts parts)
    {
        var authorities = new AuthorityStore(
            client, caches.All, options.Namespace, WellKnown.OperatorName, time, loggers.CreateLogger<AuthorityStore>());
        var certificate = new ServingCertificate(authorities, options.ServiceName, time, loggers.CreateLogger<ServingCertificate>());
        var publisher = new CaBundlePublisher(
            authorities, caches.All, WellKnown.OperatorName, $"{WellKnown.OperatorName}-webhook", time, loggers.CreateLogger<CaBundlePublisher>());
        var webhook = new PodWebhook(caches, options.Namespace);
        Health.AddReady("certificate", () => certificate.IsServing ? null : "the webhook has no certificate yet");
        return parts with
        {
            Webhooks = HttpServers.Webhooks(At(options.WebhookPort), () => certificate.Current, loggers, routes => AdmissionEndpoint.Map(
                routes, PodWebhook.Path, loggers.CreateLogger<PodWebhook>(), webhook.Answer)),
            Everywhere = parts.Everywhere.Add(("serving certificate", certificate.KeepAsync)),
            Leading = parts.Leading
                .Add(("certificate authority", (leadership, stop) => authorities.KeepAsync(Writing(leadership), stop)))
                .Add(("caBundle", (leadership, stop) => publisher.KeepAsync(Writing(leadership), stop))),
        };
    }

    private Task RunPipelinesAsync(Leadership? leadership, CancellationToken stop)
    {
        var writing = Writing(leadership);
        var converger = new Converger(writing, Ownership, caches.Owned, loggers.CreateLogger<Converger>());
        var status = new PipelineStatusWriter(new StatusWriter(writing, WellKnown.OperatorName), events, caches.Deployments, time);
        var access = new CollectorAccessWriter(writing, caches.Pipelines);
        var reconciler = new PipelineReconciler(new FactsGatherer(client, caches), Settings, converger, access, status, programmed);
        return RunAsync(PipelineController.Build(caches, reconciler, time, loggers), stop);
    }

    private Task RunPoliciesAsync(Leadership? leadership, CancellationToken stop)
    {
        var writer = new StatusWriter(Writing(leadership), WellKnown.OperatorName);
        var reconciler = new PolicyReconciler(programmed, new FactsGatherer(client, caches), Settings, writer, events, caches, time);
        return RunAsync(PolicyController.Build(caches, programmed, reconciler, time, loggers), stop);
    }

    private static async Task RunAsync<T>(Controller<T> controller, CancellationToken stop)
        where T : class, IKubeObject
    {
        using (controller)
        {
            await controller.RunAsync(stop);
        }
    }

    private async Task ServeMetricsAsync(CancellationToken stop)
    {
        await Metrics.StartAsync(stop);
        await Task.Delay(Timeout.InfiniteTimeSpan, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Metrics.StopAsync(CancellationToken.None);
    }

    private LeaderElector Elector()
    {
        var election = new LeaderElectionOptions
        {
            Namespace = options.Namespace,
            Name = WellKnown.OperatorName,
            Identity = $"{options.PodName}_{Guid.NewGuid():n}",
        };
        return new LeaderElector(transport, election, time, loggers.CreateLogger<LeaderElector>());
    }

    private KubeClient Writing(Leadership? leadership) => leadership is null ? client : client.GuardedBy(leadership);

    private CompilerSettings Settings => new() { OperatorNamespace = options.Namespace, CollectorImage = options.CollectorImage };

    private static ConvergerOptions Ownership => new()
    {
        FieldManager = WellKnown.OperatorName,
        HashAnnotation = WellKnown.AppliedAnnotation,
        InventoryLabels = Collections.Map((WellKnown.ManagedBy, WellKnown.OperatorName)),
        OwnerLabel = WellKnown.OwnerLabel,
    };

    private IPEndPoint At(int port) => new(options.Address, port);
}
