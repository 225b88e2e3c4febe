using System.Collections.Immutable;
using System.Text.Json.Serialization;

using k8s.Models;

namespace Kube.Model;

/// <summary>What every object that may be cached has: an immutable record. <c>managedFields</c> is never decoded.</summary>
public interface IKubeObject
{
    string? ApiVersion { get; }

    string? Kind { get; }

    ObjectMeta Metadata { get; }
}

/// <summary>Name, identity and version of an object.</summary>
public sealed record ObjectMeta
{
    public string? Name { get; init; }

    public string? Namespace { get; init; }

    public string? Uid { get; init; }

    public string? ResourceVersion { get; init; }

    public long? Generation { get; init; }

    public DateTimeOffset? CreationTimestamp { get; init; }

    public DateTimeOffset? DeletionTimestamp { get; init; }

    public ImmutableSortedDictionary<string, string> Labels { get => field.OrEmpty(); init; }

    public ImmutableSortedDictionary<string, string> Annotations { get => field.OrEmpty(); init; }

    public ImmutableArray<OwnerReference> OwnerReferences { get => field.OrEmpty(); init; }

    public ImmutableArray<string> Finalizers { get => field.OrEmpty(); init; }

    /// <summary>Namespace and name; the namespace is empty for cluster-scoped objects.</summary>
    [JsonIgnore]
    public ObjectKey Key => new(Namespace ?? "", Name ?? "");
}

/// <summary>An owner in the same namespace, or cluster-scoped; garbage collection follows it.</summary>
public sealed record OwnerReference
{
    public required string ApiVersion { get; init; }

    public required string Kind { get; init; }

    public required string Name { get; init; }

    public required string Uid { get; init; }

    public bool? Controller { get; init; }
}

/// <summary>Namespace and name: what work queues and caches are keyed by.</summary>
public readonly record struct ObjectKey(string Namespace, string Name) : IComparable<ObjectKey>
{
    public int CompareTo(ObjectKey other)
    {
        var byNamespace = string.CompareOrdinal(Namespace, other.Namespace);
        return byNamespace != 0 ? byNamespace : string.CompareOrdinal(Name, other.Name);
    }

    public override string ToString() => Namespace.Length == 0 ? Name : $"{Namespace}/{Name}";
}

/// <summary>The library's metadata in the terms of caches and queues.</summary>
public static class ModelMetadata
{
    extension(V1ObjectMeta metadata)
    {
        /// <summary>Namespace and name; the namespace is empty for cluster-scoped objects.</summary>
        public ObjectKey Key => new(metadata.NamespaceProperty ?? "", metadata.Name ?? "");
    }
}

/// <summary>Only the metadata of an object of any kind (<c>PartialObjectMetadata</c>).</summary>
public sealed record ObjectMetadata : IKubeObject
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public required ObjectMeta Metadata { get; init; }
}
