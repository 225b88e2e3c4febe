using System.Collections.Immutable;

namespace Kube.Model;

/// <summary>A stable name and address for pods.</summary>
public sealed record Service : IKubeObject
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public required ObjectMeta Metadata { get; init; }

    public ServiceSpec? Spec { get; init; }
}

/// <summary>Which pods, which ports.</summary>
public sealed record ServiceSpec
{
    public string? Type { get; init; }

    public string? ClusterIP { get; init; }

    public ImmutableSortedDictionary<string, string> Selector { get => field.OrEmpty(); init; }

    public ImmutableArray<ServicePort> Ports { get => field.OrEmpty(); init; }
}

/// <summary>One port.</summary>
public sealed record ServicePort
{
    public string? Name { get; init; }

    public required int Port { get; init; }

    public IntOrString? TargetPort { get; init; }

    public string? Protocol { get; init; }

    public string? AppProtocol { get; init; }
}
