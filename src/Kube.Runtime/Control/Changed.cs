using Kube.Model;

namespace Kube.Runtime;

/// <summary>Which changes of an object matter to its controller.</summary>
public static class Changed
{
    /// <summary>
    /// Spec and metadata: everything but status. Kinds without a generation count every change. Never the generation alone: deletion does
    /// not move it.
    /// </summary>
    public static bool ExceptStatus<T>(T old, T now)
        where T : class, IKubeObject => ExceptStatus(old.Metadata, now.Metadata);

    internal static bool ExceptStatus(ObjectMeta old, ObjectMeta now) =>
        old.Uid != now.Uid
        || (now.Generation is null ? old.ResourceVersion != now.ResourceVersion : old.Generation != now.Generation)
        || old.DeletionTimestamp != now.DeletionTimestamp
        || !old.Finalizers.SequenceEqual(now.Finalizers)
        || !old.OwnerReferences.SequenceEqual(now.OwnerReferences)
        || !old.Labels.SequenceEqual(now.Labels)
        || !old.Annotations.SequenceEqual(now.Annotations);
}
