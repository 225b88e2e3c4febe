using System.Collections.Immutable;

namespace Kube.Model;

/// <summary>A volume; exactly one source is set.</summary>
public sealed record Volume
{
    public required string Name { get; init; }

    public ConfigMapVolumeSource? ConfigMap { get; init; }

    public SecretVolumeSource? Secret { get; init; }

    public EmptyDirVolumeSource? EmptyDir { get; init; }

    public ProjectedVolumeSource? Projected { get; init; }
}

/// <summary>Keys of a ConfigMap as files.</summary>
public sealed record ConfigMapVolumeSource
{
    public required string Name { get; init; }

    public ImmutableArray<KeyToPath> Items { get => field.OrEmpty(); init; }

    public int? DefaultMode { get; init; }

    public bool? Optional { get; init; }
}

/// <summary>Keys of a Secret as files.</summary>
public sealed record SecretVolumeSource
{
    public required string SecretName { get; init; }

    public ImmutableArray<KeyToPath> Items { get => field.OrEmpty(); init; }

    public int? DefaultMode { get; init; }

    public bool? Optional { get; init; }
}

/// <summary>One key as one file.</summary>
public sealed record KeyToPath
{
    public required string Key { get; init; }

    public required string Path { get; init; }

    public int? Mode { get; init; }
}

/// <summary>Scratch space of the pod.</summary>
public sealed record EmptyDirVolumeSource;

/// <summary>Several sources in one directory.</summary>
public sealed record ProjectedVolumeSource
{
    public ImmutableArray<VolumeProjection> Sources { get => field.OrEmpty(); init; }

    public int? DefaultMode { get; init; }
}

/// <summary>One source.</summary>
public sealed record VolumeProjection
{
    public ConfigMapProjection? ConfigMap { get; init; }

    public ServiceAccountTokenProjection? ServiceAccountToken { get; init; }

    public DownwardApiProjection? DownwardAPI { get; init; }
}

/// <summary>Keys of a ConfigMap.</summary>
public sealed record ConfigMapProjection
{
    public string? Name { get; init; }

    public ImmutableArray<KeyToPath> Items { get => field.OrEmpty(); init; }
}

/// <summary>A bound token.</summary>
public sealed record ServiceAccountTokenProjection
{
    public string? Audience { get; init; }

    public long? ExpirationSeconds { get; init; }

    public required string Path { get; init; }
}

/// <summary>Fields of the pod as files.</summary>
public sealed record DownwardApiProjection
{
    public ImmutableArray<DownwardApiFile> Items { get => field.OrEmpty(); init; }
}

/// <summary>One field.</summary>
public sealed record DownwardApiFile
{
    public required string Path { get; init; }

    public FieldRef? FieldRef { get; init; }
}
