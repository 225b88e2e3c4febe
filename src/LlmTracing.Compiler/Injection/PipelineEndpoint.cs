using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Objects;

namespace LlmTracing.Compiler.Injection;

/// <summary>The address of a pipeline's collectors.</summary>
public static class PipelineEndpoint
{
    /// <summary>Host name, the same from every namespace.</summary>
    public static string Host(TracePipeline pipeline) =>
        $"{PipelineNames.Service(pipeline.Metadata.Key)}.{pipeline.Metadata.Namespace}.svc";

    /// <summary>Base URL for OTLP over HTTP, the form that every library supports.</summary>
    public static string Url(TracePipeline pipeline) => $"http://{Host(pipeline)}:{WellKnown.OtlpHttpPort}";
}
