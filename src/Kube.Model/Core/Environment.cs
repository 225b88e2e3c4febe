namespace Kube.Model;

/// <summary>A variable: a value (with <c>$(NAME)</c> references) or a source.</summary>
public sealed record EnvVar
{
    public required string Name { get; init; }

    public string? Value { get; init; }

    public EnvVarSource? ValueFrom { get; init; }
}

/// <summary>Exactly one is set.</summary>
public sealed record EnvVarSource
{
    public FieldRef? FieldRef { get; init; }

    public ResourceFieldRef? ResourceFieldRef { get; init; }

    public KeySelector? ConfigMapKeyRef { get; init; }

    public KeySelector? SecretKeyRef { get; init; }
}

/// <summary>A field of the pod.</summary>
public sealed record FieldRef
{
    public string? ApiVersion { get; init; }

    public required string FieldPath { get; init; }
}

/// <summary>A request or limit of a container.</summary>
public sealed record ResourceFieldRef
{
    public string? ContainerName { get; init; }

    public required string Resource { get; init; }

    public string? Divisor { get; init; }
}

/// <summary>A key of a Secret or ConfigMap of the same namespace.</summary>
public sealed record KeySelector
{
    public required string Name { get; init; }

    public required string Key { get; init; }

    public bool? Optional { get; init; }
}

/// <summary>All keys of a ConfigMap or Secret.</summary>
public sealed record EnvFromSource
{
    public string? Prefix { get; init; }

    public EnvFromReference? ConfigMapRef { get; init; }

    public EnvFromReference? SecretRef { get; init; }
}

/// <summary>By name.</summary>
public sealed record EnvFromReference
{
    public required string Name { get; init; }

    public bool? Optional { get; init; }
}
