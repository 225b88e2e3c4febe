using System.Collections.Immutable;

namespace Kube.Testing.Node;

/// <summary>Which API server a node belongs to, and what it can run.</summary>
public sealed record TestNodeOptions(Uri Server, string? Token, byte[]? CertificateAuthority)
{
    public string Name { get; init; } = "test-node";

    /// <summary>Programs by image, without tag and digest. The collector's images need none: they run as real processes.</summary>
    public ImmutableDictionary<string, PodProgram> Programs { get; init; } = ImmutableDictionary<string, PodProgram>.Empty;
}
