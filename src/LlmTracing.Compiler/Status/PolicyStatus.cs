using System.Collections.Immutable;
using Kube.Model;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Resolve;
using LlmTracing.Compiler.Validation;

namespace LlmTracing.Compiler.Status;

/// <summary>What is said of a policy.</summary>
public static class PolicyStatus
{
    /// <summary>The whole status but times of transition; the trace of the last change is carried over.</summary>
    /// <param name="pipeline">Status of the pipeline that the policy refers to; null when there is none, or it was never looked at.</param>
    public static LlmTracingPolicyStatus Of(PolicyOutcome outcome, TracePipelineStatus? pipeline)
    {
        var policy = outcome.Policy;
        return new LlmTracingPolicyStatus
        {
            ObservedGeneration = policy.Metadata.Generation,
            Conditions = Judge(outcome, pipeline).ObservedAt(policy.Metadata.Generation),
            Effective = Effective(outcome, pipeline),
            LastReconcile = policy.Status?.LastReconcile,
        };
    }

    /// <summary>While the pipeline is not programmed, nothing changes in what is in force.</summary>
    private static EffectivePolicy? Effective(PolicyOutcome outcome, TracePipelineStatus? pipeline) =>
        pipeline is not null && !Is(pipeline, Conditions.Programmed) ? outcome.Policy.Status?.Effective
        : outcome.Redaction is null || pipeline is null ? null
        : new EffectivePolicy { Hash = PlanDigest.Of(outcome.Redaction), Pipeline = PipelineTarget.Of(outcome.Policy).ToString() };

    private static IEnumerable<Condition> Judge(PolicyOutcome outcome, TracePipelineStatus? pipeline)
    {
        var byKind = outcome.Findings.ToLookup(finding => Reasons.IsReference(finding.Reason));
        Condition[] main =
        [
            Conditions.FromFindings(Conditions.Accepted, byKind[false], "The policy is valid."),
            Conditions.FromFindings(Conditions.ResolvedRefs, byKind[true], "Everything that the policy refers to exists."),
            Programmed(outcome, pipeline),
        ];
        return [.. main, Ready(main, outcome, pipeline), .. Progress(outcome, pipeline)];
    }

    private static Condition Programmed(PolicyOutcome outcome, TracePipelineStatus? pipeline) => outcome switch
    {
        { KeptFormer: true } => Conditions.False(
            Conditions.Programmed, "FormerKept", "The policy needs a correction. Until then what was in force before stays in force."),
        { Redaction: null } => Conditions.False(
            Conditions.Programmed, "NothingInForce", "The policy needs a correction. Until then no spans of the pods that it governs are forwarded."),
        _ when pipeline is null || !Is(pipeline, Conditions.Programmed) => Conditions.False(
            Conditions.Programmed, "PipelineNotProgrammed", $"The TracePipeline '{PipelineTarget.Of(outcome.Policy)}' is not programmed. See its conditions."),
        _ => Conditions.True(Conditions.Programmed, Conditions.Programmed, "The collectors have this policy."),
    };

    private static Condition Ready(Condition[] conditions, PolicyOutcome outcome, TracePipelineStatus? pipeline) =>
        conditions.FirstOrDefault(condition => !condition.IsTrue) is { } missing
            ? Conditions.False(Conditions.Ready, missing.Reason, missing.Message)
            : Is(pipeline!, Conditions.Ready)
                ? Conditions.True(Conditions.Ready, Conditions.Ready, "Collectors with this policy receive.")
                : Conditions.False(Conditions.Ready, PipelineNotReady, NotReady(outcome));

    private static ImmutableArray<Condition> Progress(PolicyOutcome outcome, TracePipelineStatus? pipeline) =>
        outcome.Findings.Any(finding => finding.Severity == Severity.Error)
            ? [Conditions.True(Conditions.Stalled, "Invalid", "The policy needs a correction. See Accepted and ResolvedRefs.")]
            : pipeline is null || !Is(pipeline, Conditions.Ready)
                ? [Conditions.True(Conditions.Reconciling, PipelineNotReady, NotReady(outcome))]
                : [];

    private static bool Is(TracePipelineStatus pipeline, string type) =>
        pipeline.Conditions.Any(condition => condition.Type == type && condition.IsTrue);

    private const string PipelineNotReady = nameof(PipelineNotReady);

    private static string NotReady(PolicyOutcome outcome) => $"The TracePipeline '{PipelineTarget.Of(outcome.Policy)}' is not ready. See its conditions.";
}
