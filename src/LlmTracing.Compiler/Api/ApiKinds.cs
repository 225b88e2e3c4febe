using System.Text.Json;
using System.Text.Json.Serialization;
using Kube.Model;
using LlmTracing.Compiler.Status;

namespace LlmTracing.Compiler.Api;

/// <summary>The kinds of <c>llmtracing.dev/v1alpha1</c>.</summary>
public static class ApiKinds
{
    public const string Group = "llmtracing.dev";

    public const string Version = "v1alpha1";

    /// <summary>Options that know these kinds and the built-in ones.</summary>
    public static JsonSerializerOptions JsonOptions { get; } = KubeJson.Create(ApiJsonContext.Default);

    public static ResourceType<TracePipeline> TracePipeline { get; } =
        new(Group, Version, "tracepipelines", "TracePipeline", true, JsonOptions);

    public static ResourceType<LlmTracingPolicy> LlmTracingPolicy { get; } =
        new(Group, Version, "llmtracingpolicies", "LlmTracingPolicy", true, JsonOptions);
}

[JsonSerializable(typeof(TracePipeline))]
[JsonSerializable(typeof(LlmTracingPolicy))]
[JsonSerializable(typeof(CollectorDeployment))]
internal sealed partial class ApiJsonContext : JsonSerializerContext;
