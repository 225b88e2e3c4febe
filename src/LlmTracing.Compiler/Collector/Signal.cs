using System.Collections.Immutable;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Collector.Backends;

namespace LlmTracing.Compiler.Collector;

/// <summary>Traces or logs: which stages and backends apply.</summary>
internal sealed record Signal(string Name, bool IsTraces)
{
    internal static ImmutableArray<Signal> All { get; } = [new("traces", true), new("logs", false)];

    internal ImmutableArray<string> Of(ImmutableArray<Stage> stages) =>
        [.. stages.Where(stage => IsTraces || !stage.TracesOnly).Select(stage => stage.Name)];

    internal bool Takes(BackendExporter backend) => IsTraces || !backend.TracesOnly;

    /// <summary>Exporters of one kind of backend; <paramref name="metadata"/> leads from the full spans to the rest.</summary>
    internal ImmutableArray<string> Exporters(ImmutableArray<BackendExporter> backends, BackendContent content, string metadata)
    {
        var names = backends.Where(Takes).Where(backend => backend.Content == content).Select(backend => backend.Name);
        var others = content == BackendContent.Keep && backends.Any(backend => Takes(backend) && backend.Content == BackendContent.Drop);
        ImmutableArray<string> all = [.. names, .. others ? [metadata] : Array.Empty<string>()];
        return all.IsEmpty ? ["nop"] : all;
    }
}
