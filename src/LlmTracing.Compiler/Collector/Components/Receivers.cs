using System.Text.Json.Serialization;

namespace LlmTracing.Compiler.Collector.Components;

/// <summary>OTLP in.</summary>
public sealed record OtlpReceiver(OtlpProtocols Protocols) : Component;

/// <summary>Protocols that are not named are off.</summary>
public sealed record OtlpProtocols
{
    public GrpcServer? Grpc { get; init; }

    public HttpServer? Http { get; init; }
}

/// <summary>OTLP over gRPC.</summary>
public sealed record GrpcServer(string Endpoint)
{
    /// <summary>The default of 4 MiB is too small for batches of long prompts.</summary>
    [JsonPropertyName("max_recv_msg_size_mib")]
    public int MaxReceiveMiB { get; init; } = 20;
}

/// <summary>OTLP over HTTP, protobuf and JSON.</summary>
public sealed record HttpServer(string Endpoint);
