using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

using Kube.Model;

namespace Kube.Runtime.Tests;

/// <summary>A ConfigMap as a value that caches take.</summary>
internal sealed record Settings : IKubeObject
{
    public static ResourceType<Settings> Resource { get; } = new("", "v1", "configmaps", "ConfigMap", true, SampleJson.Options);

    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public required ObjectMeta Metadata { get; init; }

    public ImmutableSortedDictionary<string, string> Data { get => field.OrEmpty(); init; }
}

/// <summary>Of a Deployment what its controller says.</summary>
internal sealed record Rollout : IKubeObject
{
    public static ResourceType<Rollout> Resource { get; } = new("apps", "v1", "deployments", "Deployment", true, SampleJson.Options);

    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public required ObjectMeta Metadata { get; init; }

    public RolloutStatus? Status { get; init; }
}

internal sealed record RolloutStatus
{
    public ImmutableArray<Condition> Conditions { get => field.OrEmpty(); init; }
}

internal static class SampleJson
{
    public static JsonSerializerOptions Options { get; } = KubeJson.Create(SampleJsonContext.Default);
}

[JsonSerializable(typeof(Settings))]
[JsonSerializable(typeof(Rollout))]
internal sealed partial class SampleJsonContext : JsonSerializerContext;
