using Kube.Model;

namespace Kube.Runtime;

/// <summary>An informer of any kind: what is common to all of them, metadata included.</summary>
public interface IInformer
{
    ResourceType Resource { get; }

    /// <summary>Completes with the first list.</summary>
    Task Synced { get; }

    Exception? LastError { get; }

    /// <summary>Resource version up to which the copy is complete; null before the first list.</summary>
    string? Version { get; }

    Task RunAsync(CancellationToken cancellationToken);

    ObjectMeta? FindMetadata(ObjectKey key);

    IEnumerable<ObjectMeta> AllMetadata();
}
