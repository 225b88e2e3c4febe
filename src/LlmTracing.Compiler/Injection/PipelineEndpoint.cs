using LlmTracing.Compiler.Api;

namespace LlmTracing.Compiler.Injection;

/// <summary>Where the collectors of a pipeline are reached.</summary>
public static class PipelineEndpoint
{
    /// <summary>Name of the Service.</summary>
    public static string ServiceOf(string pipeline) => $"{pipeline}-otlp";

    /// <summary>Host name, the same from every namespace.</summary>
    public static string Host(TracePipeline pipeline) => $"{ServiceOf(pipeline.Metadata.Name!)}.{pipeline.Metadata.Namespace}.svc";

    /// <summary>Base URL for OTLP over HTTP, the one form that every library understands.</summary>
    public static string Url(TracePipeline pipeline) => $"http://{Host(pipeline)}:{WellKnown.OtlpHttpPort}";
}
