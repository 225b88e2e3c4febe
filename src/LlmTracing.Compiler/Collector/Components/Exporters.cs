using System.Collections.Immutable;
using Kube.Model;

namespace LlmTracing.Compiler.Collector.Components;

/// <summary>OTLP over HTTP out.</summary>
public sealed record OtlpHttpExporter(string Endpoint) : Component
{
    public string Compression { get; init; } = "gzip";

    public string Timeout { get; init; } = "30s";

    public ImmutableSortedDictionary<string, string> Headers { get => field.OrEmpty(); init; }

    public ClientAuthentication? Auth { get; init; }

    public RetryOnFailure RetryOnFailure { get; init; } = new();

    public SendingQueue SendingQueue { get; init; } = new();
}

/// <summary>OTLP over gRPC out; the endpoint is <c>host:port</c>.</summary>
public sealed record OtlpGrpcExporter(string Endpoint) : Component
{
    public string Compression { get; init; } = "gzip";

    public string Timeout { get; init; } = "30s";

    public ImmutableSortedDictionary<string, string> Headers { get => field.OrEmpty(); init; }

    public ClientTls? Tls { get; init; }

    public RetryOnFailure RetryOnFailure { get; init; } = new();

    public SendingQueue SendingQueue { get; init; } = new();
}

/// <summary>TLS of a client.</summary>
public sealed record ClientTls(bool Insecure);

/// <summary>An authentication extension by name.</summary>
public sealed record ClientAuthentication(string Authenticator);

/// <summary>Retries of one batch; the longest wait may not exceed the whole time.</summary>
public sealed record RetryOnFailure
{
    public bool Enabled { get; init; } = true;

    public string InitialInterval { get; init; } = "1s";

    public string MaxInterval { get; init; } = "30s";

    public string MaxElapsedTime { get; init; } = "300s";
}

/// <summary>Queue in memory, counted in bytes.</summary>
/// <remarks>There is no <c>max_size</c>: with it a span that is larger is lost together with all behind it in the request.</remarks>
public sealed record SendingQueue
{
    public bool Enabled { get; init; } = true;

    public string Sizer { get; init; } = "bytes";

    public int QueueSize { get; init; } = 64 * 1024 * 1024;

    public int NumConsumers { get; init; } = 4;

    public QueueBatch Batch { get; init; } = new();
}

/// <summary>When a batch is sent.</summary>
public sealed record QueueBatch
{
    public string Sizer { get; init; } = "bytes";

    public string FlushTimeout { get; init; } = "1s";

    public int MinSize { get; init; } = 256 * 1024;
}

/// <summary>One OTLP/JSON request per line.</summary>
public sealed record FileExporter(string Path) : Component
{
    public string FlushInterval { get; init; } = "200ms";
}

/// <summary>To the collector's own log.</summary>
public sealed record DebugExporter : Component
{
    public string Verbosity { get; init; } = "detailed";
}
