using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kube.Runtime;

/// <summary>A certificate authority as PEM text. Printing it prints no key.</summary>
public sealed class CertificateAuthority
{
    /// <summary>How far certificates reach back, for clocks that are behind.</summary>
    internal static readonly TimeSpan Skew = TimeSpan.FromHours(1);

    /// <exception cref="CryptographicException">They can't be read, or do not belong together.</exception>
    public CertificateAuthority(string certificate, string key)
    {
        (Certificate, Key) = (certificate, key);
        using var parsed = X509Certificate2.CreateFromPem(certificate, key);
        NotBefore = parsed.NotBefore.ToUniversalTime();
        NotAfter = parsed.NotAfter.ToUniversalTime();
    }

    /// <summary>PEM.</summary>
    public string Certificate { get; }

    /// <summary>PKCS#8 PEM.</summary>
    internal string Key { get; }

    public DateTimeOffset NotBefore { get; }

    public DateTimeOffset NotAfter { get; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset Created => NotBefore + Skew;

    /// <summary>A new self-signed P-256 authority.</summary>
    public static CertificateAuthority Create(string name, DateTimeOffset now, TimeSpan life)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(new X500DistinguishedName($"CN={name}"), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        using var certificate = request.CreateSelfSigned(now - Skew, now + life);
        return new CertificateAuthority(certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>A server certificate for these names, with its key; never valid longer than the authority.</summary>
    public X509Certificate2 Issue(IReadOnlyList<string> names, DateTimeOffset now, TimeSpan life)
    {
        using var authority = X509Certificate2.CreateFromPem(Certificate, Key);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(new X500DistinguishedName("CN=webhook"), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            alternatives.AddDnsName(name);
        }

        request.CertificateExtensions.Add(alternatives.Build());
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40);
        var from = now - Skew < NotBefore ? NotBefore : now - Skew;
        var until = now + life > NotAfter ? NotAfter : now + life;
        using var signed = request.Create(authority, from, until, serial);
        using var pair = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), null);
    }
}
