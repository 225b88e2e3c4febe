using k8s;
using k8s.Models;
using Kube.Model;

namespace LlmTracing.Compiler.Objects;

/// <summary>An object that the cluster shall have: what server-side apply sends.</summary>
/// <param name="Type">Its kind.</param>
/// <param name="Key">Namespace (empty for cluster-scoped) and name.</param>
/// <param name="Body">Canonical JSON with <c>apiVersion</c>, <c>kind</c>; only fields that we own.</param>
public sealed record DesiredObject(ResourceType Type, ObjectKey Key, ReadOnlyMemory<byte> Body)
{
    /// <summary>The object in canonical form; it must carry its <c>apiVersion</c> and <c>kind</c>.</summary>
    internal static DesiredObject Of<T>(ResourceType<T> type, T body)
        where T : class, IMetadata<V1ObjectMeta> => new(type, body.Metadata.Key, KubeJson.Serialize(body, type.TypeInfo));
}
