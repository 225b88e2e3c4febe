using System.Collections.Immutable;
using System.Text.Unicode;
using k8s.Models;
using Kube.Model;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler;

/// <summary>Settings of the installation, the same for all pipelines.</summary>
public sealed record CompilerSettings
{
    /// <summary>The namespace of catalogue policies.</summary>
    public string OperatorNamespace { get; init; } = WellKnown.DefaultOperatorNamespace;

    /// <summary>For pipelines that do not set one.</summary>
    public string CollectorImage { get; init; } = WellKnown.DefaultCollectorImage;
}

/// <summary>Everything read from the cluster for one pipeline: an immutable snapshot without secret values.</summary>
public sealed record ClusterFacts
{
    /// <summary>Every policy in the cluster: policies of other pipelines also decide which pods this one does not govern.</summary>
    public ImmutableArray<LlmTracingPolicy> Policies { get => field.OrEmpty(); init; }

    /// <summary>Labels of namespaces by name; null when unknown (rendering without a cluster).</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>? Namespaces { get; init; }

    /// <summary>Referenced Secrets by namespace and name. A missing entry means a missing Secret; null means unknown.</summary>
    public ImmutableDictionary<ObjectKey, SecretFact>? Secrets { get; init; }

    /// <summary>Plans in force by policy (<c>namespace/name</c>); a policy with errors keeps its plan.</summary>
    public ImmutableSortedDictionary<string, RedactionPlan> InForce { get => field.OrEmpty(); init; }
}

/// <summary>A Secret without its values.</summary>
/// <param name="Version">Changes when the values change; rolls the collectors.</param>
public sealed record SecretFact(ImmutableArray<string> Keys, string Version)
{
    /// <summary>Shortest hash key with which collectors start.</summary>
    private const int LeastBytes = 32;

    /// <summary>Keys whose values can be hash keys: text of at least 32 bytes that fits in an environment variable.</summary>
    public ImmutableArray<string> HashKeys { get => field.OrEmpty(); init; }

    /// <summary>Whether policies in other namespaces may use it; see <see cref="WellKnown.HashKeyLabel"/>.</summary>
    public bool IsShared { get; init; }

    public static SecretFact From(V1Secret secret) => new([.. secret.Data.ToImmutableMap().Keys], secret.Metadata.ResourceVersion ?? "")
    {
        HashKeys = [.. secret.Data.ToImmutableMap().Where(pair => CanHash(pair.Value)).Select(pair => pair.Key)],
        IsShared = secret.Metadata.Labels.ToImmutableMap().GetValueOrDefault(WellKnown.HashKeyLabel) == "true",
    };

    private static bool CanHash(byte[]? value) => value?.Length >= LeastBytes && Utf8.IsValid(value) && !value.AsSpan().Contains((byte)0);
}
