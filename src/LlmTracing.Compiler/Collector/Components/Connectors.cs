using System.Collections.Immutable;

namespace LlmTracing.Compiler.Collector.Components;

/// <summary>Sends each resource to the pipeline of its policy; what matches nothing goes to the closed ones.</summary>
public sealed record RoutingConnector(ImmutableArray<string> DefaultPipelines, ImmutableArray<RoutingEntry> Table) : Component
{
    public string ErrorMode { get; init; } = "propagate";
}

/// <summary>One row.</summary>
public sealed record RoutingEntry(string Condition, ImmutableArray<string> Pipelines)
{
    public string Context { get; init; } = "resource";
}
