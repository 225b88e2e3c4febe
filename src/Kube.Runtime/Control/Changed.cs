using Kube.Model;

namespace Kube.Runtime;

/// <summary>Which changes of an object matter to its controller.</summary>
public static class Changed
{
    /// <summary>
    /// Spec, labels, annotations, finalizers, deletion: everything but status. Kinds without a generation count every change. Never the
    /// generation alone: deletion does not move it.
    /// </summary>
    public static bool ExceptStatus<T>(T old, T now)
        where T : class, IKubeObject
    {
        var (a, b) = (old.Metadata, now.Metadata);
        return a.Uid != b.Uid
            || (b.Generation is null ? a.ResourceVersion != b.ResourceVersion : a.Generation != b.Generation)
            || a.DeletionTimestamp != b.DeletionTimestamp
            || !a.Finalizers.SequenceEqual(b.Finalizers)
            || !a.Labels.SequenceEqual(b.Labels)
            || !a.Annotations.SequenceEqual(b.Annotations);
    }

    /// <summary>Every change, status too.</summary>
    public static bool Anything<T>(T old, T now)
        where T : class, IKubeObject =>
        old.Metadata.ResourceVersion != now.Metadata.ResourceVersion;
}
