using System.Text;

using Kube.Model;

namespace Kube.Runtime;

/// <summary>The authorities of a webhook: who signs now, who will, and who did while leaves of theirs may still be served.</summary>
public sealed record AuthorityBundle(CertificateAuthority Current, CertificateAuthority? Next, string? Previous)
{
    /// <summary>What clients must trust, PEM: every authority from which a leaf may come.</summary>
    public string Trusted => string.Concat(((string?[])[Current.Certificate, Next?.Certificate, Previous]).Where(pem => pem is not null)
        .Select(pem => pem!.TrimEnd() + "\n"));

    internal const string CurrentCertificate = "ca.crt";
    internal const string CurrentKey = "ca.key";
    internal const string NextCertificate = "ca-next.crt";
    internal const string NextKey = "ca-next.key";
    internal const string PreviousCertificate = "ca-previous.crt";

    /// <summary>Reads the Secret; null when it holds no usable authority.</summary>
    internal static AuthorityBundle? FromSecret(AuthoritySecret? secret)
    {
        try
        {
            return secret is null || Authority(secret, CurrentCertificate, CurrentKey) is not { } current
                ? null
                : new AuthorityBundle(current, Authority(secret, NextCertificate, NextKey), Text(secret, PreviousCertificate));
        }
        catch (Exception error) when (error is FormatException or ArgumentException or System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    internal AuthoritySecret ToSecret(ObjectMeta metadata) => new()
    {
        Metadata = metadata,
        Type = "Opaque",
        Data = Collections.Map([.. Entries().Select(entry => (entry.Name, Convert.ToBase64String(Encoding.ASCII.GetBytes(entry.Text))))]),
    };

    private IEnumerable<(string Name, string Text)> Entries()
    {
        yield return (CurrentCertificate, Current.Certificate);
        yield return (CurrentKey, Current.Key);
        if (Next is not null)
        {
            yield return (NextCertificate, Next.Certificate);
            yield return (NextKey, Next.Key);
        }

        if (Previous is not null)
        {
            yield return (PreviousCertificate, Previous);
        }
    }

    private static CertificateAuthority? Authority(AuthoritySecret secret, string certificate, string key) =>
        Text(secret, certificate) is { } pem && Text(secret, key) is { } secretKey ? new CertificateAuthority(pem, secretKey) : null;

    private static string? Text(AuthoritySecret secret, string name) =>
        secret.Data.TryGetValue(name, out var base64) ? Encoding.ASCII.GetString(Convert.FromBase64String(base64)) : null;
}
