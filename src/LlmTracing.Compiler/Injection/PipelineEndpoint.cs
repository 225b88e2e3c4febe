using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Objects;

namespace LlmTracing.Compiler.Injection;

/// <summary>Where the collectors of a pipeline are reached.</summary>
public static class PipelineEndpoint
{
    /// <summary>Host name, the same from every namespace.</summary>
    public static string Host(TracePipeline pipeline) => $"{PipelineNames.Service(pipeline.Metadata.Key)}.{pipeline.Metadata.Namespace}.svc";

    /// <summary>Base URL for OTLP over HTTP, the one form that every library understands.</summary>
    public static string Url(TracePipeline pipeline) => $"http://{Host(pipeline)}:{WellKnown.OtlpHttpPort}";
}
