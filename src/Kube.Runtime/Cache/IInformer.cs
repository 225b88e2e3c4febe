using Kube.Model;

namespace Kube.Runtime;

/// <summary>An informer of any kind: what is common to all of them, metadata included.</summary>
public interface IInformer
{
    ResourceType Resource { get; }

    bool HasSynced { get; }

    Exception? LastError { get; }

    /// <summary>Resource version up to which the copy is complete; null before the first list.</summary>
    string? Version { get; }

    Task WaitForSyncAsync(CancellationToken cancellationToken);

    Task RunAsync(CancellationToken cancellationToken);

    ObjectMeta? FindMetadata(ObjectKey key);

    /// <summary>Objects whose controlling owner has this uid.</summary>
    IEnumerable<ObjectMeta> OwnedBy(string uid);

    IEnumerable<ObjectMeta> AllMetadata();
}
