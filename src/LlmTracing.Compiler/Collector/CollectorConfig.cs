using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kube.Model;
using LlmTracing.Compiler.Collector.Components;
using LlmTracing.Compiler.Yaml;

namespace LlmTracing.Compiler.Collector;

/// <summary>A collector configuration as typed values; written once, in a stable order.</summary>
public sealed record CollectorConfig
{
    public ImmutableSortedDictionary<string, Component> Extensions { get => field.OrEmpty(); init; }

    public required ImmutableSortedDictionary<string, Component> Receivers { get; init; }

    public required ImmutableSortedDictionary<string, Component> Processors { get; init; }

    public ImmutableSortedDictionary<string, Component> Connectors { get => field.OrEmpty(); init; }

    public required ImmutableSortedDictionary<string, Component> Exporters { get; init; }

    public required ServiceSection Service { get; init; }

    /// <summary>YAML in block style, in which equal lists of statements are written once.</summary>
    public string ToYaml() =>
        YamlText.WriteShared(JsonSerializer.SerializeToElement(this, CollectorJson.Options.TypeInfo<CollectorConfig>()));
}

/// <summary>What runs, and what it says of itself.</summary>
public sealed record ServiceSection
{
    public ImmutableArray<string> Extensions { get => field.OrEmpty(); init; }

    public required TelemetrySection Telemetry { get; init; }

    public required ImmutableSortedDictionary<string, PipelineSection> Pipelines { get; init; }
}

/// <summary>One pipeline.</summary>
public sealed record PipelineSection(ImmutableArray<string> Receivers, ImmutableArray<string> Processors, ImmutableArray<string> Exporters);

/// <summary>The collector's own logs and metrics.</summary>
public sealed record TelemetrySection
{
    public TelemetryLogs? Logs { get; init; }

    public required TelemetryMetrics Metrics { get; init; }
}

/// <summary>How the collector logs.</summary>
public sealed record TelemetryLogs(string Encoding);

/// <summary>How much, and where it is scraped.</summary>
public sealed record TelemetryMetrics(string Level)
{
    public ImmutableArray<MetricReader> Readers { get => field.OrEmpty(); init; }
}

/// <summary>A scrape endpoint.</summary>
public sealed record MetricReader(PullReader Pull);

/// <summary>Scraped by others.</summary>
public sealed record PullReader(PullExporter Exporter);

/// <summary>Prometheus text format.</summary>
public sealed record PullExporter(PrometheusEndpoint Prometheus);

/// <summary>Where it listens.</summary>
public sealed record PrometheusEndpoint(string Host, int Port);

[JsonSerializable(typeof(CollectorConfig))]
internal sealed partial class CollectorJsonContext : JsonSerializerContext;

internal static class CollectorJson
{
    internal static JsonSerializerOptions Options { get; } =
        new(KubeJson.Create(CollectorJsonContext.Default)) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
}
