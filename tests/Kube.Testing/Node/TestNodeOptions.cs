namespace Kube.Testing.Node;

/// <summary>Which API server a node belongs to: a real one, or any other that speaks the API.</summary>
public sealed record TestNodeOptions(Uri Server, string? Token, byte[]? CertificateAuthority)
{
    public string Name { get; init; } = "test-node";
}
