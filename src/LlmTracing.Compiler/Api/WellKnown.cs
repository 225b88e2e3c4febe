namespace LlmTracing.Compiler.Api;

/// <summary>Labels, annotations and names that users and other tools see.</summary>
public static class WellKnown
{
    /// <summary>On a namespace: a catalogue policy. On a pod: a policy in its namespace, or <see cref="NoPolicy"/>.</summary>
    public const string PolicyLabel = "llmtracing.dev/policy";

    public const string NoPolicy = "none";

    /// <summary>On a catalogue policy, if <c>"true"</c>: governs pods that no other policy governs.</summary>
    public const string DefaultLabel = "llmtracing.dev/default";

    /// <summary>On a pod: which policy was injected.</summary>
    public const string InjectedAnnotation = "llmtracing.dev/injected";

    /// <summary>On a pod: what was left alone, by container; names only.</summary>
    public const string LeftAloneAnnotation = "llmtracing.dev/left-alone";

    /// <summary>On collectors: changes with the values of the Secrets they use, so that a rollout picks them up.</summary>
    public const string SecretsAnnotation = "llmtracing.dev/secrets";

    /// <summary>On applied objects: hash of what was applied last.</summary>
    public const string AppliedAnnotation = "llmtracing.dev/applied";

    /// <summary>On applied objects: uid of the pipeline that they belong to.</summary>
    public const string OwnerLabel = "llmtracing.dev/owner";

    /// <summary>On a Secret in a pipeline's namespace, if <c>"true"</c>: policies in other namespaces may hash with it.</summary>
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
