namespace LlmTracing.Compiler.Api;

/// <summary>Labels, annotations and names that users and other tools see.</summary>
public static class WellKnown
{
    /// <summary>On a namespace: a catalogue policy. On a pod: a policy of its namespace, or <see cref="NoPolicy"/>.</summary>
    public const string PolicyLabel = "llmtracing.dev/policy";

    public const string NoPolicy = "none";

    /// <summary>On a catalogue policy: governs whatever nothing else governs, when <c>"true"</c>.</summary>
    public const string DefaultLabel = "llmtracing.dev/default";

    /// <summary>On a pod: which policy was injected and which variables of the user were left alone.</summary>
    public const string InjectedAnnotation = "llmtracing.dev/injected";

    /// <summary>On a Secret beside a pipeline: policies of other namespaces may hash identities with it, when <c>"true"</c>.</summary>
    public const string HashKeyLabel = "llmtracing.dev/hash-key";

    public const string ManagedBy = "app.kubernetes.io/managed-by";

    public const string OperatorName = "llm-tracing-operator";

    /// <summary>The ClusterRole that lets collectors look up who a peer is.</summary>
    public const string CollectorRole = "llm-tracing-collector";

    public const string DefaultOperatorNamespace = "llm-tracing-system";

    public const string DefaultCollectorImage = "otel/opentelemetry-collector-contrib:0.155.0";

    public const int OtlpGrpcPort = 4317;

    public const int OtlpHttpPort = 4318;
}
