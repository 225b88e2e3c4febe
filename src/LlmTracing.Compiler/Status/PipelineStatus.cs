using System.Collections.Immutable;
using Kube.Model;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Injection;
using LlmTracing.Compiler.Objects;
using LlmTracing.Compiler.Validation;

namespace LlmTracing.Compiler.Status;

/// <summary>The status of a pipeline: what the compiler found, and the state of the cluster.</summary>
public static class PipelineStatus
{
    /// <summary>The whole status except transition times; the trace of the last change is carried over.</summary>
    /// <param name="compilation">What was applied, or nothing if the pipeline was rejected.</param>
    /// <param name="collectors">The Deployment as last seen; null if there is none.</param>
    public static TracePipelineStatus Of(TracePipeline pipeline, PipelineCompilation compilation, CollectorDeployment? collectors) => new()
    {
        ObservedGeneration = pipeline.Metadata.Generation,
        Conditions = Judge(compilation, collectors).ObservedAt(pipeline.Metadata.Generation),
        Endpoint = compilation.Plan is null ? pipeline.Status?.Endpoint : PipelineEndpoint.Url(pipeline),
        Configuration = compilation.Configuration is { } configuration
            ? PipelineNames.Configuration(pipeline.Metadata.Key, configuration)
            : pipeline.Status?.Configuration,
        Policies = compilation.Policies.Length,
        ReadyReplicas = collectors?.Status?.ReadyReplicas ?? 0,
        LastReconcile = pipeline.Status?.LastReconcile,
    };

    private static IEnumerable<Condition> Judge(PipelineCompilation compilation, CollectorDeployment? collectors)
    {
        var byKind = compilation.Findings.ToLookup(finding => Reasons.IsReference(finding.Reason));
        var rollout = Rollout.StateOf(collectors);
        Condition[] main =
        [
            Conditions.FromFindings(Conditions.Accepted, byKind[false], "The pipeline is valid."),
            Conditions.FromFindings(Conditions.ResolvedRefs, byKind[true], "Everything the pipeline refers to exists."),
            Programmed(compilation),
            Available(collectors, rollout),
        ];
        return [.. main, Ready(main, rollout), .. Progress(compilation, rollout)];
    }

    private static Condition Programmed(PipelineCompilation compilation) => compilation.Plan is null
        ? Conditions.False(
            Conditions.Programmed,
            "Invalid",
            "The pipeline has errors, so nothing was changed; any previous configuration keeps running. See Accepted and ResolvedRefs.")
        : Conditions.True(Conditions.Programmed, Conditions.Programmed, "This configuration was applied to the collectors.");

    private static Condition Available(CollectorDeployment? collectors, RolloutState rollout) => rollout switch
    {
        _ when Rollout.IsAvailable(collectors) => Conditions.True(
            Conditions.Available, Conditions.Available, "The collectors are receiving telemetry."),
        RolloutState.Unknown => Conditions.Unknown(
            Conditions.Available, "NotObserved", "The Deployment of the collectors has not been observed yet."),
        _ => Conditions.False(
            Conditions.Available, "NotEnoughCollectors", "Too few collectors are ready. Check the events and logs of their pods."),
    };

    /// <summary>Takes its reason from the first condition that is not true.</summary>
    private static Condition Ready(Condition[] conditions, RolloutState rollout) =>
        conditions.FirstOrDefault(condition => !condition.IsTrue) is { } missing
            ? Conditions.False(Conditions.Ready, missing.Reason, missing.Message)
            : rollout switch
            {
                RolloutState.Complete => Conditions.True(
                    Conditions.Ready, Conditions.Ready, "Collectors with this configuration are receiving telemetry."),
                RolloutState.Failed => Conditions.False(Conditions.Ready, FailedReason, FailedMessage),
                _ => Conditions.False(
                    Conditions.Ready, "RollingOut", "Collectors are being replaced; the previous ones keep receiving until then."),
            };

    private static ImmutableArray<Condition> Progress(PipelineCompilation compilation, RolloutState rollout) =>
        (compilation.Plan, rollout) switch
        {
            (null, _) => [Conditions.True(Conditions.Stalled, "Invalid", "The pipeline has errors. See Accepted and ResolvedRefs.")],
            (_, RolloutState.Failed) => [Conditions.True(Conditions.Stalled, FailedReason, FailedMessage)],
            (_, RolloutState.Complete) => [],
            _ => [Conditions.True(Conditions.Reconciling, "RollingOut", "Collectors are being started or replaced.")],
        };

    private const string FailedReason = "RolloutFailed";
    private const string FailedMessage =
        "The new collectors do not become ready, so the previous ones keep running. Check the events and logs of their pods.";
}
