using k8s.Models;
using Kube.Model;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Operator.Tests;

/// <summary>Valid objects; tests change what they are about.</summary>
internal static class Some
{
    public static TracePipeline Pipeline(string @namespace, string name = "main") => new()
    {
        Metadata = new ObjectMeta { Namespace = @namespace, Name = name },
        Spec = new TracePipelineSpec
        {
            AllowedNamespaces = new AllowedNamespaces { From = AllowedFrom.All },
            Backends = [new Backend { Name = "store", Otlp = new OtlpBackend { Endpoint = "http://store.example.com:4318" } }],
        },
    };

    /// <summary>With a header from the Secret <c>store</c>.</summary>
    public static TracePipeline PipelineWithSecret(string @namespace)
    {
        var pipeline = Pipeline(@namespace);
        var header = new BackendHeader
        {
            Name = "x-api-key",
            Value = new SecretValue { SecretKeyRef = new KeySelector { Name = "store", Key = "token" } },
        };
        var backend = pipeline.Spec.Backends[0];
        return pipeline with
        {
            Spec = pipeline.Spec with { Backends = [backend with { Otlp = backend.Otlp! with { Headers = [header] } }] },
        };
    }

    public static LlmTracingPolicy Policy(string @namespace, string pipelineNamespace, string name = "team") => new()
    {
        Metadata = new ObjectMeta { Namespace = @namespace, Name = name },
        Spec = new LlmTracingPolicySpec { PipelineRef = new PipelineReference { Name = "main", Namespace = pipelineNamespace } },
    };

    public static V1Secret Secret(string @namespace, string value) => new()
    {
        Metadata = new V1ObjectMeta { NamespaceProperty = @namespace, Name = "store" },
        Data = new Dictionary<string, byte[]> { ["token"] = System.Text.Encoding.UTF8.GetBytes(value) },
    };

    public static V1Pod Pod(string name, string? content = null) => new()
    {
        ApiVersion = "v1",
        Kind = "Pod",
        Metadata = new V1ObjectMeta { Name = name },
        Spec = new V1PodSpec { Containers = [new V1Container
        {
            Name = "app",
            Image = "example.com/app:1",
            Env = content is null ? [] : [new V1EnvVar { Name = "PROMPT", Value = content }],
        }] },
    };
}
