using Kube.Model;

namespace Kube.Runtime;

/// <summary>One line of a watch. An <c>ERROR</c> line is no event: the stream throws it as <see cref="ApiException"/>.</summary>
/// <param name="Version">The resource version to resume from after this line; null when it can't be told.</param>
public abstract record WatchEvent<T>(string? Version)
    where T : class, IKubeObject
{
    /// <summary>Added or changed.</summary>
    public sealed record Upsert(T Object) : WatchEvent<T>(Object.Metadata.ResourceVersion);

    /// <summary>Deleted; the object is as it was last.</summary>
    public sealed record Deleted(T Object) : WatchEvent<T>(Object.Metadata.ResourceVersion);

    /// <summary>Nothing changed up to this version.</summary>
    public sealed record Bookmark(string At) : WatchEvent<T>(At);

    /// <summary>An object that can't be decoded; <see cref="Metadata"/> is null when not even that could.</summary>
    public sealed record Broken(ObjectMeta? Metadata) : WatchEvent<T>(Metadata?.ResourceVersion);
}
