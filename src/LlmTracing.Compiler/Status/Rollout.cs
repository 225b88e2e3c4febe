namespace LlmTracing.Compiler.Status;

/// <summary>What a Deployment says of itself, in one word.</summary>
internal enum RolloutState
{
    /// <summary>There is no Deployment, or nobody has looked at it yet.</summary>
    Unknown,

    /// <summary>Pods are being replaced or added.</summary>
    Progressing,

    /// <summary>Its controller gave up waiting.</summary>
    Failed,

    /// <summary>All pods are of the newest template and available.</summary>
    Complete,
}

/// <summary>Reads the status of a Deployment as <c>kubectl rollout status</c> does.</summary>
internal static class Rollout
{
    internal static RolloutState Of(CollectorDeployment? deployment)
    {
        if (deployment is not { Spec: { } spec, Status: { } status })
        {
            return RolloutState.Unknown;
        }

        if (status.ObservedGeneration is null || status.ObservedGeneration < (deployment.Metadata.Generation ?? 0))
        {
            return RolloutState.Progressing;
        }

        if (status.Conditions.Any(condition => condition is { Type: "Progressing", Reason: "ProgressDeadlineExceeded" }))
        {
            return RolloutState.Failed;
        }

        var wanted = spec.Replicas ?? 1;
        var updated = status.UpdatedReplicas ?? 0;
        return updated < wanted || (status.Replicas ?? 0) > updated || (status.AvailableReplicas ?? 0) < updated
            ? RolloutState.Progressing
            : RolloutState.Complete;
    }

    /// <summary>Whether enough pods are available, of whatever template.</summary>
    internal static bool IsAvailable(CollectorDeployment? deployment) =>
        deployment?.Status?.Conditions.Any(condition => condition is { Type: "Available", IsTrue: true }) == true;
}
