using System.Security.Cryptography.X509Certificates;

namespace Kube.Runtime;

/// <summary>Who we are to the API server. Compared by reference: two reads of one token file are two credentials only if it changed.</summary>
public sealed class Credential(string? bearerToken, X509Certificate2? clientCertificate)
{
    public string? BearerToken { get; } = bearerToken;

    public X509Certificate2? ClientCertificate { get; } = clientCertificate;

    /// <summary>Says nothing about its content.</summary>
    public override string ToString() => nameof(Credential);
}

/// <summary>Where credentials come from. They are a stream: tokens rotate, plugins run again.</summary>
public interface ICredentialSource
{
    /// <summary>The last credential handed out; the TLS layer asks here for the client certificate.</summary>
    Credential? Current { get; }

    /// <summary>
    /// A credential to use now. Cheap when cached, single flight when not. <paramref name="rejected"/> is one that the server answered with 401:
    /// a source that still holds it gets a new one, a source that already has another returns that.
    /// </summary>
    ValueTask<Credential> GetAsync(Credential? rejected, CancellationToken cancellationToken);
}

/// <summary>A credential that doesn't change: a token, a client certificate, or nothing.</summary>
public sealed class StaticCredentials(Credential credential) : ICredentialSource
{
    public static StaticCredentials Anonymous { get; } = new(new Credential(null, null));

    public Credential Current { get; } = credential;

    public static StaticCredentials Token(string token) => new(new Credential(token, null));

    public ValueTask<Credential> GetAsync(Credential? rejected, CancellationToken cancellationToken) => new(Current);
}
