using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Kube.Model;

namespace LlmTracing.Compiler.Api;

/// <summary>One destination; exactly one typed block is set.</summary>
public sealed record Backend
{
    public required string Name { get; init; }

    /// <summary><see cref="BackendContent.Drop"/> sends the same spans without content, for a general-purpose store.</summary>
    public BackendContent? Content { get; init; }

    public OtlpBackend? Otlp { get; init; }

    public LangfuseBackend? Langfuse { get; init; }
}

[JsonConverter(typeof(JsonStringEnumConverter<BackendContent>))]
public enum BackendContent
{
    Keep,
    Drop,
}

/// <summary>Any OTLP endpoint. Receives traces and logs.</summary>
public sealed record OtlpBackend
{
    /// <summary>Base URL without <c>/v1/traces</c>, such as <c>http://tempo.monitoring.svc:4318</c>.</summary>
    public required string Endpoint { get; init; }

    public OtlpProtocol Protocol { get; init; }

    /// <summary>Headers of each request; values come from Secrets.</summary>
    public ImmutableArray<BackendHeader> Headers { get => field.OrEmpty(); init; }
}

[JsonConverter(typeof(JsonStringEnumConverter<OtlpProtocol>))]
public enum OtlpProtocol
{
    HttpProtobuf,
    Grpc,
}

/// <summary>A header whose value is a key of a Secret in the pipeline's namespace.</summary>
public sealed record BackendHeader
{
    public required string Name { get; init; }

    public required SecretValue Value { get; init; }
}

/// <summary>Langfuse, through its OTLP endpoint. Receives traces.</summary>
public sealed record LangfuseBackend
{
    /// <summary>Base URL such as <c>https://cloud.langfuse.com</c>; the collector adds the path.</summary>
    public required string Url { get; init; }

    public required SecretValue PublicKey { get; init; }

    public required SecretValue SecretKey { get; init; }
}

/// <summary>A value that is only ever referenced.</summary>
public sealed record SecretValue
{
    public required KeySelector SecretKeyRef { get; init; }
}
