using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kube.Runtime;

/// <summary>Which server certificates are believed.</summary>
/// <remarks>
/// A bundle may hold several roots. A bundle from a file is read at each handshake (they are rare), so a rotated cluster CA needs no restart.
/// The host name is always checked; no revocation list is downloaded.
/// </remarks>
public sealed class ServerTrust
{
    private readonly Func<X509Certificate2Collection>? roots;
    private readonly bool insecure;
    private X509Certificate2Collection? lastGood;

    private ServerTrust(Func<X509Certificate2Collection>? roots, bool insecure) => (this.roots, this.insecure) = (roots, insecure);

    /// <summary>The roots of the operating system.</summary>
    public static ServerTrust System { get; } = new(null, insecure: false);

    /// <summary>Believes everybody (<c>insecure-skip-tls-verify</c>).</summary>
    public static ServerTrust Insecure { get; } = new(null, insecure: true);

    /// <summary>The name to expect in the certificate instead of the URL's host (<c>tls-server-name</c>).</summary>
    public string? ServerName { get; private init; }

    public static ServerTrust FromPem(string pem)
    {
        var bundle = Import(pem);
        return new ServerTrust(() => bundle, insecure: false);
    }

    public static ServerTrust FromFile(string path) => new(() => Import(File.ReadAllText(path)), insecure: false);

    public ServerTrust WithServerName(string? name) => new(roots, insecure) { ServerName = name };

    internal bool Validate(X509Certificate? certificate, X509Chain? presented, SslPolicyErrors errors)
    {
        if (insecure)
        {
            return true;
        }

        if (certificate is not X509Certificate2 leaf || !HasName(leaf, errors))
        {
            return false;
        }

        return roots is null ? !errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) : Chains(leaf, presented);
    }

    /// <remarks>The TLS layer checks the URL's host; another name we check ourselves.</remarks>
    private bool HasName(X509Certificate2 leaf, SslPolicyErrors errors) =>
        ServerName is { Length: > 0 } name ? leaf.MatchesHostname(name) : !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch);

    private bool Chains(X509Certificate2 leaf, X509Chain? presented)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(Roots());
        if (presented is not null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(presented.ChainPolicy.ExtraStore);
        }

        return chain.Build(leaf);
    }

    private X509Certificate2Collection Roots()
    {
        try
        {
            return lastGood = roots!();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException && lastGood is not null)
        {
            return lastGood;
        }
    }

    private static X509Certificate2Collection Import(string pem)
    {
        var bundle = new X509Certificate2Collection();
        bundle.ImportFromPem(pem);
        return bundle;
    }
}
