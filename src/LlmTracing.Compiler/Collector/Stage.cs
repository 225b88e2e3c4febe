using LlmTracing.Compiler.Collector.Components;

namespace LlmTracing.Compiler.Collector;

/// <summary>A named processor of a pipeline.</summary>
/// <param name="Name">Component id, such as <c>transform/distrust</c>.</param>
/// <param name="TracesOnly">Left out of log pipelines.</param>
public sealed record Stage(string Name, Component Processor, bool TracesOnly = false);
