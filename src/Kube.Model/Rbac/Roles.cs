using System.Collections.Immutable;

namespace Kube.Model;

/// <summary>Rights in all namespaces.</summary>
public sealed record ClusterRole : IKubeObject
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public required ObjectMeta Metadata { get; init; }

    public ImmutableArray<PolicyRule> Rules { get => field.OrEmpty(); init; }
}

/// <summary>Verbs on resources.</summary>
public sealed record PolicyRule
{
    public ImmutableArray<string> ApiGroups { get => field.OrEmpty(); init; }

    public ImmutableArray<string> Resources { get => field.OrEmpty(); init; }

    public ImmutableArray<string> ResourceNames { get => field.OrEmpty(); init; }

    public ImmutableArray<string> Verbs { get => field.OrEmpty(); init; }

    public ImmutableArray<string> NonResourceURLs { get => field.OrEmpty(); init; }
}

/// <summary>Grants a ClusterRole.</summary>
public sealed record ClusterRoleBinding : IKubeObject
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public required ObjectMeta Metadata { get; init; }

    public required RoleRef RoleRef { get; init; }

    public ImmutableArray<Subject> Subjects { get => field.OrEmpty(); init; }
}

/// <summary>The role granted.</summary>
public sealed record RoleRef
{
    public required string ApiGroup { get; init; }

    public required string Kind { get; init; }

    public required string Name { get; init; }
}

/// <summary>Who gets it.</summary>
public sealed record Subject
{
    public string? ApiGroup { get; init; }

    public required string Kind { get; init; }

    public required string Name { get; init; }

    public string? Namespace { get; init; }
}
