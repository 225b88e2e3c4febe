using System.Collections.Immutable;

namespace Kube.Model;

/// <summary>Webhooks that may change requests.</summary>
public sealed record MutatingWebhookConfiguration : IKubeObject
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public required ObjectMeta Metadata { get; init; }

    public ImmutableArray<MutatingWebhook> Webhooks { get => field.OrEmpty(); init; }
}

/// <summary>One webhook.</summary>
public sealed record MutatingWebhook
{
    public required string Name { get; init; }

    public required WebhookClientConfig ClientConfig { get; init; }

    public ImmutableArray<string> AdmissionReviewVersions { get => field.OrEmpty(); init; }

    public string? FailurePolicy { get; init; }

    public string? SideEffects { get; init; }

    public string? ReinvocationPolicy { get; init; }

    public int? TimeoutSeconds { get; init; }

    public LabelSelector? NamespaceSelector { get; init; }

    public LabelSelector? ObjectSelector { get; init; }

    public ImmutableArray<RuleWithOperations> Rules { get => field.OrEmpty(); init; }
}

/// <summary>Where it is and which CA signs it (base64 PEM).</summary>
public sealed record WebhookClientConfig
{
    public WebhookServiceReference? Service { get; init; }

    public string? Url { get; init; }

    public string? CaBundle { get; init; }
}

/// <summary>A Service.</summary>
public sealed record WebhookServiceReference
{
    public required string Namespace { get; init; }

    public required string Name { get; init; }

    public string? Path { get; init; }

    public int? Port { get; init; }
}

/// <summary>Which requests.</summary>
public sealed record RuleWithOperations
{
    public ImmutableArray<string> Operations { get => field.OrEmpty(); init; }

    public ImmutableArray<string> ApiGroups { get => field.OrEmpty(); init; }

    public ImmutableArray<string> ApiVersions { get => field.OrEmpty(); init; }

    public ImmutableArray<string> Resources { get => field.OrEmpty(); init; }

    public string? Scope { get; init; }
}
