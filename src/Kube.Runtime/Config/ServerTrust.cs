using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

using k8s;

namespace Kube.Runtime;

/// <summary>Which server certificates are believed.</summary>
/// <remarks>
/// <para>The library checks no host name once a cluster CA is set, takes one certificate of a bundle, and reads the bundle once. Here the
/// name is always checked, a bundle may hold several roots, and a bundle from a file is read at each handshake (they are rare), so that a
/// rotated cluster CA needs no restart. No revocation list is downloaded.</para>
/// <para>The name to expect (<c>tls-server-name</c>, else the URL's host) is the TLS layer's business.</para>
/// </remarks>
/// <param name="roots">The CA certificates; null for those of the operating system.</param>
public sealed class ServerTrust(Func<X509Certificate2Collection>? roots)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private X509Certificate2Collection? lastGood;

    public static ServerTrust FromFile(string path) => new(() => Import(File.ReadAllText(path)));

    /// <summary>All certificates of a bundle.</summary>
    public static X509Certificate2Collection Import(string pem)
    {
        var bundle = new X509Certificate2Collection();
        bundle.ImportFromPem(pem);
        return bundle;
    }

    /// <summary>What a configuration says of itself.</summary>
    internal static RemoteCertificateValidationCallback Of(KubernetesClientConfiguration config) =>
        config.SkipTlsVerify ? (_, _, _, _) => config.SkipTlsVerify
        : new ServerTrust(config.SslCaCerts is { } bundle ? () => bundle : null).Validate;

    internal void Install(SocketsHttpHandler handler) => handler.SslOptions.RemoteCertificateValidationCallback = Validate;

    /// <summary>Why the certificate is refused, or null when it is believed.</summary>
    internal string? Refusal(X509Certificate2? leaf, X509Chain? presented, SslPolicyErrors errors, string? host)
    {
        if (leaf is null)
        {
            return "the server has no certificate";
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            return $"the server's certificate is valid for {string.Join(", ", Names(leaf))}, not for {host}";
        }

        if (roots is null)
        {
            return Refusal(leaf, presented, null);
        }

        var bundle = Roots(roots).ToLookup(IsRoot);
        return bundle[true].Select(root => Refusal(leaf, presented, [root, .. bundle[false]]))
            .OrderBy(refusal => refusal is not null).FirstOrDefault("no root certificate is configured");
    }

    /// <summary>Tries one root: of several with one name, as after a rotation, the platform may pick the wrong one.</summary>
    private static string? Refusal(X509Certificate2 leaf, X509Chain? presented, X509Certificate2[]? trusted)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        if (trusted is not null)
        {
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.AddRange(trusted);
        }

        if (presented is not null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(presented.ChainPolicy.ExtraStore);
        }

        return chain.Build(leaf) ? null
            : $"the server's certificate is not trusted: {string.Join(", ", chain.ChainStatus.Select(one => one.Status))}";
    }

    /// <remarks>Throws instead of saying no, because the TLS layer would not tell why.</remarks>
    private bool Validate(object sender, X509Certificate? certificate, X509Chain? presented, SslPolicyErrors errors) =>
        Refusal(certificate as X509Certificate2, presented, errors, (sender as SslStream)?.TargetHostName) is { } reason
            ? throw new AuthenticationException(reason)
            : true;

    private X509Certificate2Collection Roots(Func<X509Certificate2Collection> read)
    {
        try
        {
            return lastGood = read();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException && lastGood is not null)
        {
            return lastGood;
        }
    }

    private static bool IsRoot(X509Certificate2 certificate) =>
        certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    private static IEnumerable<string> Names(X509Certificate2 leaf) => leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>()
        .SelectMany(names => names.EnumerateDnsNames().Concat(names.EnumerateIPAddresses().Select(address => address.ToString())));
}
