using System.Collections.Immutable;
using LlmTracing.Compiler.Collector.Components;
using LlmTracing.Compiler.Collector.Redaction;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Collector;

/// <summary>One plan in one collector without Kubernetes: for laptops, CI and other orchestrators.</summary>
public static class StandaloneConfiguration
{
    private const string Key = "policy";

    /// <summary>OTLP over HTTP on <paramref name="listen"/> (<c>host:port</c>); every span is governed by the plan.</summary>
    public static CollectorConfig Of(RedactionPlan plan, string listen, StandaloneExport export)
    {
        var stages = RedactionStages.Of(Key, plan);
        var (name, exporter) = Exporter(export);
        return new CollectorConfig
        {
            Receivers = Named(("otlp", new OtlpReceiver(new OtlpProtocols { Http = new HttpServer(listen) }))),
            Processors = Named([("memory_limiter", MemoryLimiter.OnHost), .. stages.Select(stage => (stage.Name, stage.Processor))]),
            Exporters = Named((name, exporter), ("nop", new NoSettings())),
            Service = new ServiceSection
            {
                Telemetry = new TelemetrySection { Metrics = new TelemetryMetrics("none") },
                Pipelines = ImmutableSortedDictionary<string, PipelineSection>.Empty
                    .Add("traces", new(["otlp"], ["memory_limiter", .. stages.Select(stage => stage.Name)], [name]))
                    .Add("logs", new(
                        ["otlp"], ["memory_limiter", .. stages.Where(stage => !stage.TracesOnly).Select(stage => stage.Name)], [name]))
                    .Add("metrics", new(["otlp"], ["memory_limiter"], ["nop"])),
            },
        };
    }

    private static (string Name, Component Exporter) Exporter(StandaloneExport export) => export switch
    {
        StandaloneExport.File file => ("file", new FileExporter(file.Path)),
        StandaloneExport.Otlp otlp => ("otlp_http", new OtlpHttpExporter(otlp.Url)),
        _ => ("debug", new DebugExporter()),
    };

    private static ImmutableSortedDictionary<string, Component> Named(params (string Name, Component Component)[] components) =>
        components.ToImmutableSortedDictionary(one => one.Name, one => one.Component, StringComparer.Ordinal);
}

/// <summary>Where a standalone collector sends.</summary>
public abstract record StandaloneExport
{
    private StandaloneExport()
    {
    }

    /// <summary>One OTLP/JSON request per line.</summary>
    public sealed record File(string Path) : StandaloneExport;

    /// <summary>The collector's own log.</summary>
    public sealed record Debug : StandaloneExport;

    /// <summary>Base URL of OTLP over HTTP.</summary>
    public sealed record Otlp(string Url) : StandaloneExport;
}
