using System.Collections.Immutable;

using k8s.Models;

namespace Kube.Model;

/// <summary>Requests and limits by resource name, each as the user wrote it.</summary>
public sealed record ResourceRequirements
{
    public ImmutableSortedDictionary<string, Quantity> Requests { get => field.OrEmpty(); init; }

    public ImmutableSortedDictionary<string, Quantity> Limits { get => field.OrEmpty(); init; }

    /// <summary>A new object of the library.</summary>
    public V1ResourceRequirements ToModel() => new() { Requests = Amounts(Requests), Limits = Amounts(Limits) };

    private static Dictionary<string, ResourceQuantity> Amounts(ImmutableSortedDictionary<string, Quantity> amounts) =>
        amounts.ToDictionary(
            pair => pair.Key, ResourceQuantity (pair) => new AmountAsWritten(pair.Value.ToString()), StringComparer.Ordinal);
}

/// <summary>A taint that a pod accepts.</summary>
public sealed record Toleration
{
    public string? Key { get; init; }

    public string? Operator { get; init; }

    public string? Value { get; init; }

    public string? Effect { get; init; }

    public long? TolerationSeconds { get; init; }

    /// <summary>A new object of the library.</summary>
    public V1Toleration ToModel() => new()
    {
        Key = Key,
        OperatorProperty = Operator,
        Value = Value,
        Effect = Effect,
        TolerationSeconds = TolerationSeconds,
    };
}

/// <summary>A key of a Secret of the same namespace.</summary>
public sealed record KeySelector
{
    public required string Name { get; init; }

    public required string Key { get; init; }

    /// <summary>A new object of the library.</summary>
    public V1SecretKeySelector ToModel() => new() { Name = Name, Key = Key };
}
