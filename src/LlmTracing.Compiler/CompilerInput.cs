using System.Collections.Immutable;
using System.Text.Unicode;
using k8s.Models;
using Kube.Model;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler;

/// <summary>What the installation decides, the same for all pipelines.</summary>
public sealed record CompilerSettings
{
    /// <summary>Where catalogue policies live.</summary>
    public string OperatorNamespace { get; init; } = WellKnown.DefaultOperatorNamespace;

    /// <summary>Used by pipelines that name none.</summary>
    public string CollectorImage { get; init; } = WellKnown.DefaultCollectorImage;
}

/// <summary>All that was read from the cluster for one pipeline; an immutable snapshot without secret values.</summary>
public sealed record ClusterFacts
{
    /// <summary>Every policy of the cluster: those of other pipelines still decide whom this one may not govern.</summary>
    public ImmutableArray<LlmTracingPolicy> Policies { get => field.OrEmpty(); init; }

    /// <summary>Labels of namespaces by name; null when unknown (rendering without a cluster).</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>? Namespaces { get; init; }

    /// <summary>Referenced Secrets by namespace and name; a missing entry is a missing Secret; null when unknown.</summary>
    public ImmutableDictionary<ObjectKey, SecretFact>? Secrets { get; init; }

    /// <summary>Plans in force, by policy (<c>namespace/name</c>): what a policy with a mistake keeps running on.</summary>
    public ImmutableSortedDictionary<string, RedactionPlan> InForce { get => field.OrEmpty(); init; }
}

/// <summary>A Secret without its values.</summary>
/// <param name="Version">Changes when the values change; rolls the collectors.</param>
public sealed record SecretFact(ImmutableArray<string> Keys, string Version)
{
    /// <summary>Collectors do not start with a shorter key.</summary>
    private const int LeastBytes = 32;

    /// <summary>The keys whose values can be the key of hashes: text of at least 32 bytes, as an environment can hold it.</summary>
    public ImmutableArray<string> HashKeys { get => field.OrEmpty(); init; }

    /// <summary>Whether policies of other namespaces may use it, by <see cref="WellKnown.HashKeyLabel"/>.</summary>
    public bool IsShared { get; init; }

    public static SecretFact From(V1Secret secret) => new([.. secret.Data.ToImmutableMap().Keys], secret.Metadata.ResourceVersion ?? "")
    {
        HashKeys = [.. secret.Data.ToImmutableMap().Where(pair => CanHash(pair.Value)).Select(pair => pair.Key)],
        IsShared = secret.Metadata.Labels.ToImmutableMap().GetValueOrDefault(WellKnown.HashKeyLabel) == "true",
    };

    private static bool CanHash(byte[]? value) => value?.Length >= LeastBytes && Utf8.IsValid(value) && !value.AsSpan().Contains((byte)0);
}
