using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Kube.Model;

namespace LlmTracing.Compiler.Api;

/// <summary>What traces may show of prompts and answers (<c>llmtracingpolicies.llmtracing.dev</c>).</summary>
/// <remarks>In the operator's namespace it is a catalogue policy: namespaces choose it by label, and its selector is ignored.</remarks>
public sealed record LlmTracingPolicy : IKubeObject
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public required ObjectMeta Metadata { get; init; }

    public required LlmTracingPolicySpec Spec { get; init; }

    public LlmTracingPolicyStatus? Status { get; init; }
}

/// <summary>What a team declares.</summary>
public sealed record LlmTracingPolicySpec
{
    /// <summary>Pods in this namespace; empty selects all.</summary>
    public LabelSelector Selector { get => field ?? new(); init; } = new();

    public required PipelineReference PipelineRef { get; init; }

    public InjectionSpec Injection { get => field ?? new(); init; } = new();

    public ContentSpec Content { get => field ?? new(); init; } = new();

    /// <summary>Bytes of UTF-8 that <see cref="ContentMode.Truncate"/> keeps, cut back to a character boundary; 1024 by default.</summary>
    public int? MaxContentLength { get; init; }

    public DetectorSpec Detectors { get => field ?? new(); init; } = new();

    public IdentitySpec Identity { get => field ?? new(); init; } = new();

    public AttributeSpec Attributes { get => field ?? new(); init; } = new();

    public NoiseSpec Noise { get => field ?? new(); init; } = new();

    /// <summary>The collector cannot redact span links; <see cref="LinkMode.DropSpan"/> by default.</summary>
    public LinkMode? Links { get; init; }

    /// <summary>If null, attributes keep their original names.</summary>
    public NormalizationSpec? Normalization { get; init; }
}

/// <summary>A pipeline, in the policy's own namespace by default.</summary>
public sealed record PipelineReference
{
    public required string Name { get; init; }

    public string? Namespace { get; init; }
}

/// <summary>What is written into pods.</summary>
public sealed record InjectionSpec
{
    public Switch? Mode { get; init; }

    public OtlpProtocol Protocol { get; init; }

    public ImmutableSortedDictionary<string, string> ResourceAttributes { get => field.OrEmpty(); init; }

    public ContainerFilter Containers { get => field ?? new(); init; } = new();
}

/// <summary>Containers by name; if <see cref="Include"/> is empty, all except the excluded ones.</summary>
public sealed record ContainerFilter
{
    public ImmutableArray<string> Include { get => field.OrEmpty(); init; }

    public ImmutableArray<string> Exclude { get => field.OrEmpty(); init; }
}

/// <summary>What happens to each category; categories that are not set follow <see cref="Default"/>.</summary>
public sealed record ContentSpec
{
    /// <summary><see cref="ContentMode.Mask"/> by default; also applies to content of unknown category.</summary>
    public ContentMode? Default { get; init; }

    public ContentMode? SystemPrompt { get; init; }

    public ContentMode? UserInput { get; init; }

    public ContentMode? Completion { get; init; }

    public ContentMode? ToolArguments { get; init; }

    public ContentMode? ToolResults { get; init; }

    public ContentMode? Retrieval { get; init; }

    /// <summary><see cref="ContentMode.Drop"/> by default.</summary>
    public ContentMode? Embeddings { get; init; }

    /// <summary><see cref="ContentMode.Drop"/> by default.</summary>
    public ContentMode? Media { get; init; }

    public ContentMode? Errors { get; init; }
}

[JsonConverter(typeof(JsonStringEnumConverter<ContentMode>))]
public enum ContentMode
{
    /// <summary>Unchanged, except for detected secrets.</summary>
    Keep,

    /// <summary>Kept, with what the detectors find replaced.</summary>
    Mask,

    /// <summary>Masked, then cut.</summary>
    Truncate,

    /// <summary>Replaced with a keyed digest.</summary>
    Hash,

    /// <summary>Removed.</summary>
    Drop,
}

/// <summary>What masking looks for.</summary>
public sealed record DetectorSpec
{
    /// <summary>Credentials of any kind; cheap.</summary>
    public Switch? Secrets { get; init; }

    /// <summary>Email and IP addresses, phone, card, bank account and social security numbers; takes most of the CPU time.</summary>
    public Switch? Personal { get; init; }

    /// <summary>Detectors that run even if their group is disabled; names as in <c>Detectors.Names</c>.</summary>
    public ImmutableArray<string> Enabled { get => field.OrEmpty(); init; }

    /// <summary>Detectors that do not run even if their group is enabled.</summary>
    public ImmutableArray<string> Disabled { get => field.OrEmpty(); init; }

    public ImmutableArray<CustomDetector> Custom { get => field.OrEmpty(); init; }
}

/// <summary>The team's own pattern, in RE2 syntax.</summary>
public sealed record CustomDetector
{
    public required string Name { get; init; }

    public required string Pattern { get; init; }

    /// <summary>Literal text that replaces each match; <c>[name]</c> by default.</summary>
    public string? Replacement { get; init; }
}

/// <summary>The identity of the application's users.</summary>
public sealed record IdentitySpec
{
    /// <summary><see cref="IdentityMode.Drop"/> by default.</summary>
    public IdentityMode? UserId { get; init; }

    /// <summary><see cref="IdentityMode.Drop"/> by default.</summary>
    public IdentityMode? SessionId { get; init; }

    /// <summary>
    /// Text of at least 32 bytes, in the pipeline's namespace. A policy in another namespace needs a Secret with
    /// <see cref="WellKnown.HashKeyLabel"/>. Required by <see cref="IdentityMode.Hash"/> and <see cref="ContentMode.Hash"/>.
    /// </summary>
    public SecretValue? HashKey { get; init; }
}

[JsonConverter(typeof(JsonStringEnumConverter<IdentityMode>))]
public enum IdentityMode
{
    /// <summary>Kept, and scanned like any attribute.</summary>
    Keep,

    /// <summary>HMAC-SHA-256: equal values stay equal, and guesses cannot be tested without the key.</summary>
    Hash,
    Drop,
}

/// <summary>RE2 patterns for attribute keys; they must match the whole key.</summary>
public sealed record AttributeSpec
{
    /// <summary>Keys to keep where unknown ones are dropped; their values are still scanned.</summary>
    public ImmutableArray<string> Allow { get => field.OrEmpty(); init; }

    /// <summary>Keys that are always removed.</summary>
    public ImmutableArray<string> Deny { get => field.OrEmpty(); init; }
}

/// <summary>Spans that are of no interest.</summary>
public sealed record NoiseSpec
{
    /// <summary>Rules for dropping spans, never those of LLM libraries or failed ones. Children keep the missing parent's ID.</summary>
    public ImmutableArray<NoiseKind> DropSpans { get => field.OrEmpty(); init; }
}

/// <summary>What a rule drops; see <c>Plan/Noise</c>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NoiseKind>))]
public enum NoiseKind
{
    /// <summary>HTTP calls that leave the cluster, and the connections below them.</summary>
    HttpClientInternals,

    /// <summary>Connections of database clients.</summary>
    DatabaseClientInternals,

    /// <summary>Requests for health, readiness and metrics.</summary>
    HealthChecks,

    /// <summary>Middleware, routers and hooks of web frameworks.</summary>
    FrameworkInternals,
}

[JsonConverter(typeof(JsonStringEnumConverter<LinkMode>))]
public enum LinkMode
{
    DropSpan,
    Keep,
}

/// <summary>One set of span attribute names, whatever each library calls them.</summary>
public sealed record NormalizationSpec
{
    /// <summary>Version of the OpenTelemetry GenAI conventions to use: <c>1.44</c>.</summary>
    public required string SemanticConventions { get; init; }

    public OriginalsMode Originals { get; init; }
}

/// <summary>What happens to an attribute once the span has its counterpart from the conventions.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OriginalsMode>))]
public enum OriginalsMode
{
    Keep,
    Drop,
}

/// <summary>What the operator reports about a policy.</summary>
public sealed record LlmTracingPolicyStatus
{
    public long? ObservedGeneration { get; init; }

    public ImmutableArray<Condition> Conditions { get => field.OrEmpty(); init; }

    public EffectivePolicy? Effective { get; init; }

    public LastReconcile? LastReconcile { get; init; }
}

/// <summary>What is in force.</summary>
public sealed record EffectivePolicy
{
    /// <summary>Digest of the redaction plan: equal plans share a collector pipeline.</summary>
    public string? Hash { get; init; }

    /// <summary>Namespace and name of the pipeline.</summary>
    public string? Pipeline { get; init; }
}
