using System.Collections.Immutable;
using Kube.Model;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Resolve;
using LlmTracing.Compiler.Validation;

namespace LlmTracing.Compiler.Status;

/// <summary>The status of a policy.</summary>
public static class PolicyStatus
{
    /// <summary>The whole status except transition times; the trace of the last change is carried over.</summary>
    /// <param name="pipeline">Status of the pipeline that the policy refers to; null if there is none, or it was never reconciled.</param>
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

    /// <summary>While the pipeline is not programmed, what is in force stays the same.</summary>
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
            Conditions.FromFindings(Conditions.ResolvedRefs, byKind[true], "Everything the policy refers to exists."),
            Programmed(outcome, pipeline),
        ];
        return [.. main, Ready(main, outcome, pipeline), .. Progress(outcome, pipeline)];
    }

    private static Condition Programmed(PolicyOutcome outcome, TracePipelineStatus? pipeline) => outcome switch
    {
        { KeptFormer: true } => Conditions.False(
            Conditions.Programmed, "FormerKept", "The policy has errors. Until they are fixed, its previous version stays in force."),
        { Redaction: null } => Conditions.False(
            Conditions.Programmed,
            "NothingInForce",
            "The policy has errors. Until they are fixed, no spans from the pods it governs are forwarded."),
        _ when pipeline is null || !Is(pipeline, Conditions.Programmed) => Conditions.False(
            Conditions.Programmed, "PipelineNotProgrammed",
            $"The TracePipeline '{PipelineTarget.Of(outcome.Policy)}' is not programmed. See its conditions."),
        _ => Conditions.True(Conditions.Programmed, Conditions.Programmed, "This policy was applied to the collectors."),
    };

    private static Condition Ready(Condition[] conditions, PolicyOutcome outcome, TracePipelineStatus? pipeline) =>
        conditions.FirstOrDefault(condition => !condition.IsTrue) is { } missing
            ? Conditions.False(Conditions.Ready, missing.Reason, missing.Message)
            : Is(pipeline!, Conditions.Ready)
                ? Conditions.True(Conditions.Ready, Conditions.Ready, "Collectors with this policy are receiving telemetry.")
                : Conditions.False(Conditions.Ready, PipelineNotReady, NotReady(outcome));

    private static ImmutableArray<Condition> Progress(PolicyOutcome outcome, TracePipelineStatus? pipeline) =>
        outcome.Findings.Any(finding => finding.Severity == Severity.Error)
            ? [Conditions.True(Conditions.Stalled, "Invalid", "The policy has errors. See Accepted and ResolvedRefs.")]
            : pipeline is null || !Is(pipeline, Conditions.Ready)
                ? [Conditions.True(Conditions.Reconciling, PipelineNotReady, NotReady(outcome))]
                : [];

    private static bool Is(TracePipelineStatus pipeline, string type) =>
        pipeline.Conditions.Any(condition => condition.Type == type && condition.IsTrue);

    private const string PipelineNotReady = nameof(PipelineNotReady);

    private static string NotReady(PolicyOutcome outcome) =>
        $"The TracePipeline '{PipelineTarget.Of(outcome.Policy)}' is not ready. See its conditions.";
}
