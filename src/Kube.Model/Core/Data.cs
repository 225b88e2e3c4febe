using System.Collections.Immutable;

namespace Kube.Model;

/// <summary>Configuration text.</summary>
public sealed record ConfigMap : IKubeObject
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public required ObjectMeta Metadata { get; init; }

    public ImmutableSortedDictionary<string, string> Data { get => field.OrEmpty(); init; }

    public bool? Immutable { get; init; }
}

/// <summary>Credentials. Values are base64 in JSON; nothing of this project prints them.</summary>
public sealed record Secret : IKubeObject
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public required ObjectMeta Metadata { get; init; }

    public string? Type { get; init; }

    public ImmutableSortedDictionary<string, string> Data { get => field.OrEmpty(); init; }
}

/// <summary>An identity for pods.</summary>
public sealed record ServiceAccount : IKubeObject
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public required ObjectMeta Metadata { get; init; }

    public bool? AutomountServiceAccountToken { get; init; }
}

/// <summary>A namespace.</summary>
public sealed record Namespace : IKubeObject
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public required ObjectMeta Metadata { get; init; }

    public NamespaceStatus? Status { get; init; }
}

/// <summary>Whether it is being deleted.</summary>
public sealed record NamespaceStatus
{
    public string? Phase { get; init; }
}
