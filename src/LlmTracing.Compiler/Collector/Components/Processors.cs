using System.Collections.Immutable;
using Kube.Model;

namespace LlmTracing.Compiler.Collector.Components;

/// <summary>Refuses data (retryable) before memory runs out; a short interval, because it only looks now and then.</summary>
public sealed record MemoryLimiter : Component
{
    /// <summary>Relative to the container's limit.</summary>
    public static MemoryLimiter InContainer { get; } = new() { LimitPercentage = 75, SpikeLimitPercentage = 20 };

    /// <summary>Fixed, where no container sets a limit.</summary>
    public static MemoryLimiter OnHost { get; } = new() { LimitMib = 512, SpikeLimitMib = 128 };

    public string CheckInterval { get; init; } = "200ms";

    public int? LimitPercentage { get; init; }

    public int? SpikeLimitPercentage { get; init; }

    public int? LimitMib { get; init; }

    public int? SpikeLimitMib { get; init; }
}

/// <summary>Says who a peer is, by its address, from the Kubernetes API.</summary>
public sealed record K8sAttributes(Extract Extract) : Component
{
    public string AuthType { get; init; } = "serviceAccount";

    /// <summary>Not before the pods are known does the collector receive: else the first spans would be nobody's.</summary>
    public bool WaitForMetadata { get; init; } = true;

    public string WaitForMetadataTimeout { get; init; } = "30s";

    /// <summary>By connection only; every other source is what the sender says.</summary>
    public ImmutableArray<PodAssociation> PodAssociation { get; init; } = [new([new("connection")])];
}

/// <summary>What becomes resource attributes.</summary>
public sealed record Extract(ImmutableArray<string> Metadata, ImmutableArray<ExtractedLabel> Labels);

/// <summary>A label of the pod or its namespace as an attribute.</summary>
/// <param name="From"><c>pod</c> or <c>namespace</c>.</param>
public sealed record ExtractedLabel(string TagName, string Key, string From);

/// <summary>How a peer is found.</summary>
public sealed record PodAssociation(ImmutableArray<AssociationSource> Sources);

/// <summary>One way to find a peer.</summary>
public sealed record AssociationSource(string From);

/// <summary>OTTL statements over traces and logs.</summary>
/// <remarks>With <c>propagate</c> a failing statement refuses the batch; it never lets it pass.</remarks>
public sealed record Transform : Component
{
    public string ErrorMode { get; init; } = "propagate";

    public ImmutableArray<StatementGroup> TraceStatements { get => field.OrEmpty(); init; }

    public ImmutableArray<StatementGroup> LogStatements { get => field.OrEmpty(); init; }
}

/// <summary>Statements in one context, in order.</summary>
public sealed record StatementGroup(string Context, ImmutableArray<string> Statements)
{
    /// <summary>The statements run where one of these holds, or always.</summary>
    public ImmutableArray<string> Conditions { get => field.OrEmpty(); init; }

    /// <summary>Overrides that of the processor.</summary>
    public string? ErrorMode { get; init; }
}

/// <summary>Drops what matches.</summary>
public sealed record Filter(ImmutableArray<string> TraceConditions) : Component
{
    public string ErrorMode { get; init; } = "propagate";
}

/// <summary>Replaces what matches in attributes and log bodies of all contexts.</summary>
public sealed record Redaction : Component
{
    public bool AllowAllKeys { get; init; } = true;

    /// <summary>Lists, maps and numbers are matched by their JSON text.</summary>
    public bool RedactAllTypes { get; init; } = true;

    public string Summary { get; init; } = "silent";

    /// <summary>A value that matches one of these is left alone.</summary>
    public ImmutableArray<string> AllowedValues { get => field.OrEmpty(); init; }

    public ImmutableArray<string> BlockedValues { get => field.OrEmpty(); init; }

    public ImmutableArray<string> BlockedKeyPatterns { get => field.OrEmpty(); init; }

    public ImmutableArray<string> IgnoredKeyPatterns { get => field.OrEmpty(); init; }

    public string? HashFunction { get; init; }

    public string? HmacKey { get; init; }
}
