using Kube.Model;

namespace LlmTracing.Compiler.Objects;

/// <summary>An object that the cluster shall have: what server-side apply sends.</summary>
/// <param name="Type">Its kind.</param>
/// <param name="Key">Namespace (empty for cluster-scoped) and name.</param>
/// <param name="Body">Canonical JSON with <c>apiVersion</c>, <c>kind</c> and owner; only fields that we own.</param>
/// <param name="Owned">Whether the pipeline owns it, so that it goes when no longer desired.</param>
public sealed record DesiredObject(ResourceType Type, ObjectKey Key, ReadOnlyMemory<byte> Body, bool Owned);
