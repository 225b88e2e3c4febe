using System.Collections.Immutable;
using System.Text.Json.Serialization;

using Kube.Model;

namespace Kube.Runtime;

/// <summary>What a webhook configuration publishes: the authorities, webhook by webhook.</summary>
internal sealed record PublishedBundles : IKubeObject
{
    public static ResourceType<PublishedBundles> Resource { get; } = new(
        "admissionregistration.k8s.io", "v1", "mutatingwebhookconfigurations", "MutatingWebhookConfiguration", false,
        KubeJson.Create(PublishedBundlesContext.Default));

    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public required ObjectMeta Metadata { get; init; }

    public ImmutableArray<PublishedBundle> Webhooks { get => field.OrEmpty(); init; }
}

internal sealed record PublishedBundle(string Name, PublishedClient ClientConfig);

/// <param name="CaBundle">PEM in base64.</param>
internal sealed record PublishedClient(string? CaBundle);

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(PublishedBundles))]
internal sealed partial class PublishedBundlesContext : JsonSerializerContext;
