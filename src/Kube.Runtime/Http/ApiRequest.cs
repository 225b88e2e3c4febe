namespace Kube.Runtime;

/// <summary>Which connections a request uses, so that none of them can hold up another kind.</summary>
public enum Lane
{
    /// <summary>Ordinary reads and writes.</summary>
    Unary,

    /// <summary>Long streams.</summary>
    Watch,

    /// <summary>The leader's Lease.</summary>
    Lease,
}

/// <summary>One request to the API server.</summary>
public sealed record ApiRequest
{
    public required HttpMethod Method { get; init; }

    /// <summary>Path and query, beginning with a slash.</summary>
    public required string Path { get; init; }

    /// <summary>The Kubernetes verb, for errors, spans and metrics.</summary>
    public required string Verb { get; init; }

    /// <summary>Plural and group, or the path for what is no resource.</summary>
    public required string Resource { get; init; }

    public string? Namespace { get; init; }

    public string? Name { get; init; }

    public byte[]? Body { get; init; }

    public string? ContentType { get; init; }

    public string Accept { get; init; } = "application/json";

    /// <summary>Limit for one attempt, from first byte sent to last byte read; a watch counts to the headers only.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether sending it twice does no more than sending it once.</summary>
    public bool Idempotent { get; init; }

    public Lane Lane { get; init; }

    /// <summary>Called before every attempt; throws when the caller may no longer write.</summary>
    public Action? Guard { get; init; }
}
