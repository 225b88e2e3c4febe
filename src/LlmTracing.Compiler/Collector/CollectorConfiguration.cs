using System.Collections.Immutable;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Collector.Backends;
using LlmTracing.Compiler.Collector.Components;
using LlmTracing.Compiler.Collector.Identity;
using LlmTracing.Compiler.Collector.Redaction;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Collector;

/// <summary>The configuration of the ingest collectors of one pipeline.</summary>
/// <remarks>
/// In: OTLP → memory limit → identity → policy → routing. For each distinct plan: redaction → backends, and, through a
/// second redaction, backends that get no content. What has no plan goes to <c>nop</c>; so does everything while no policy has one, because
/// a routing table must not be empty.
/// </remarks>
public static class CollectorConfiguration
{
    /// <summary>Port of the health check.</summary>
    public const int HealthPort = 13133;

    /// <summary>Port of the collector's own metrics.</summary>
    public const int MetricsPort = 8888;

    private const string Limiter = "memory_limiter";
    private const string Metadata = "metadata";
    private const string MetadataConnector = "forward/metadata";
    private const string Nothing = "nop";

    /// <summary>YAML, equal bytes for equal plans.</summary>
    public static string Render(PipelinePlan plan) => Of(plan).ToYaml();

    /// <summary>The typed configuration.</summary>
    public static CollectorConfig Of(PipelinePlan plan)
    {
        var backends = plan.Backends.Select(BackendExporters.Of).ToImmutableArray();
        var identity = IdentityStages.Of(plan);
        var redactions = plan.Redactions.ToImmutableSortedDictionary(pair => pair.Key, pair => RedactionStages.Of(pair.Key, pair.Value));
        var metadata = RedactionStages.Of(Metadata, RedactionPlanner.MetadataOnly);
        return new CollectorConfig
        {
            Extensions = Named([
                ("health_check", new HealthCheck($"0.0.0.0:{HealthPort}")), .. backends.SelectMany(backend => backend.Extensions)]),
            Receivers = Named([("otlp", Receiver)]),
            Processors = Named(
            [
                (Limiter, MemoryLimiter.InContainer),
                .. identity.Concat(redactions.Values.SelectMany(stages => stages)).Concat(WithoutContent(backends).Any() ? metadata : [])
                    .Select(stage => (stage.Name, stage.Processor)),
            ]),
            Connectors = Named(Connectors(plan, backends)),
            Exporters = Named([(Nothing, new NoSettings()), .. backends.Select(backend => (backend.Name, backend.Exporter))]),
            Service = new ServiceSection
            {
                Extensions = ["health_check", .. backends.SelectMany(backend => backend.Extensions).Select(extension => extension.Name)],
                Telemetry = Telemetry,
                Pipelines = Pipelines(plan, backends, identity, redactions, metadata),
            },
        };
    }

    private static readonly OtlpReceiver Receiver = new(new OtlpProtocols
    {
        Grpc = new GrpcServer($"0.0.0.0:{WellKnown.OtlpGrpcPort}"),
        Http = new HttpServer($"0.0.0.0:{WellKnown.OtlpHttpPort}"),
    });

    private static readonly TelemetrySection Telemetry = new()
    {
        Logs = new TelemetryLogs("json"),
        Metrics = new TelemetryMetrics("normal")
        {
            Readers = [new MetricReader(new PullReader(new PullExporter(new PrometheusEndpoint("0.0.0.0", MetricsPort))))],
        },
    };

    private static ImmutableSortedDictionary<string, PipelineSection> Pipelines(
        PipelinePlan plan,
        ImmutableArray<BackendExporter> backends,
        ImmutableArray<Stage> identity,
        ImmutableSortedDictionary<string, ImmutableArray<Stage>> redactions,
        ImmutableArray<Stage> metadata)
    {
        var pipelines = ImmutableSortedDictionary.CreateBuilder<string, PipelineSection>(StringComparer.Ordinal);
        pipelines["metrics"] = new(["otlp"], [Limiter], [Nothing]);
        foreach (var signal in Signal.All)
        {
            if (!HasRoutes(plan))
            {
                pipelines[$"{signal.Name}/in"] = new(["otlp"], [Limiter], [Nothing]);
                continue;
            }

            var router = $"routing/{signal.Name}";
            pipelines[$"{signal.Name}/in"] = new(["otlp"], [Limiter, .. signal.Of(identity)], [router]);
            pipelines[$"{signal.Name}/closed"] = new([router], [], [Nothing]);
            foreach (var (key, stages) in redactions)
            {
                pipelines[$"{signal.Name}/{key}"] = new(
                    [router], signal.Of(stages), signal.Exporters(backends, BackendContent.Keep, MetadataConnector));
            }

            if (WithoutContent(backends).Any(signal.Takes))
            {
                pipelines[$"{signal.Name}/{Metadata}"] =
                    new([MetadataConnector], signal.Of(metadata), signal.Exporters(backends, BackendContent.Drop, MetadataConnector));
            }
        }

        return pipelines.ToImmutable();
    }

    private static IEnumerable<(string, Component)> Connectors(PipelinePlan plan, ImmutableArray<BackendExporter> backends)
    {
        if (!HasRoutes(plan))
        {
            yield break;
        }

        if (WithoutContent(backends).Any())
        {
            yield return (MetadataConnector, new NoSettings());
        }

        foreach (var signal in Signal.All)
        {
            yield return ($"routing/{signal.Name}", new RoutingConnector([$"{signal.Name}/closed"],
            [
                .. from route in plan.Routes
                   where route.Redaction is not null
                   group $"{IdentityStages.PolicyAttribute} == {Ottl.Literal(route.Policy.ToString())}" by route.Redaction into claims
                   orderby claims.Key
                   select new RoutingEntry(Ottl.Any(claims.Distinct().Order(StringComparer.Ordinal)), [$"{signal.Name}/{claims.Key}"]),
            ]));
        }
    }

    private static bool HasRoutes(PipelinePlan plan) => plan.Routes.Any(route => route.Redaction is not null);

    private static IEnumerable<BackendExporter> WithoutContent(ImmutableArray<BackendExporter> backends) =>
        backends.Where(backend => backend.Content == BackendContent.Drop);

    private static ImmutableSortedDictionary<string, Component> Named(IEnumerable<(string Name, Component Component)> components) =>
        components.ToImmutableSortedDictionary(one => one.Name, one => one.Component, StringComparer.Ordinal);
}
