using System.Collections.Immutable;
using System.Text.Json;

namespace Kube.Model;

/// <summary>The body of an admission webhook call, both ways (<c>admission.k8s.io/v1</c>).</summary>
public sealed record AdmissionReview
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public AdmissionRequest? Request { get; init; }

    public AdmissionResponse? Response { get; init; }
}

/// <summary>What is about to be written. <see cref="Namespace"/> counts, the object's own may be absent.</summary>
public sealed record AdmissionRequest
{
    public required string Uid { get; init; }

    public string? Name { get; init; }

    public string? Namespace { get; init; }

    public string? Operation { get; init; }

    public bool? DryRun { get; init; }

    /// <summary>The object as JSON; decoded by who knows its kind, and not kept.</summary>
    public JsonElement? Object { get; init; }
}

/// <summary>The answer; <see cref="Patch"/> is a base64 JSON Patch.</summary>
public sealed record AdmissionResponse
{
    public required string Uid { get; init; }

    public required bool Allowed { get; init; }

    public string? PatchType { get; init; }

    public byte[]? Patch { get; init; }

    public ImmutableSortedDictionary<string, string> AuditAnnotations { get => field.OrEmpty(); init; }
}
