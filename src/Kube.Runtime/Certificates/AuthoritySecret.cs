using System.Collections.Immutable;
using System.Text.Json.Serialization;

using Kube.Model;

namespace Kube.Runtime;

/// <summary>A Secret as a value that may be cached, which the library's may not. Values are base64; nothing prints them.</summary>
internal sealed record AuthoritySecret : IKubeObject
{
    public static ResourceType<AuthoritySecret> Resource { get; } = new("", "v1", "secrets", "Secret", true, CertificateJson.Options);

    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public required ObjectMeta Metadata { get; init; }

    public string? Type { get; init; }

    public ImmutableSortedDictionary<string, string> Data { get => field.OrEmpty(); init; }
}

/// <summary>What a webhook configuration publishes: the authorities, webhook by webhook.</summary>
internal sealed record PublishedBundles : IKubeObject
{
    public static ResourceType<PublishedBundles> Resource { get; } = new(
        "admissionregistration.k8s.io", "v1", "mutatingwebhookconfigurations", "MutatingWebhookConfiguration", false,
        CertificateJson.Options);

    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public required ObjectMeta Metadata { get; init; }

    public ImmutableArray<PublishedBundle> Webhooks { get => field.OrEmpty(); init; }
}

/// <summary>One webhook.</summary>
internal sealed record PublishedBundle
{
    public required string Name { get; init; }

    public required PublishedClient ClientConfig { get; init; }
}

/// <summary>Which authorities it trusts, base64 PEM.</summary>
internal sealed record PublishedClient
{
    public string? CaBundle { get; init; }
}

internal static class CertificateJson
{
    internal static System.Text.Json.JsonSerializerOptions Options { get; } = KubeJson.Create(CertificateJsonContext.Default);
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(AuthoritySecret))]
[JsonSerializable(typeof(PublishedBundles))]
internal sealed partial class CertificateJsonContext : JsonSerializerContext;
