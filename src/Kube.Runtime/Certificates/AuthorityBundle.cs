using System.Security.Cryptography;
using System.Text;

using k8s.Models;

namespace Kube.Runtime;

/// <summary>The authorities of a webhook: who signs now, who will, and who did while leaves of theirs may still be served.</summary>
internal sealed record AuthorityBundle(CertificateAuthority Current, CertificateAuthority? Next, string? Previous)
{
    public static readonly TimeSpan AuthorityLife = TimeSpan.FromDays(730);

    public static readonly TimeSpan LeafLife = TimeSpan.FromDays(30);

    /// <summary>How long a new authority is published before it signs: clients must have it by then.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    /// <summary>What clients must trust, PEM: every authority from which a leaf may come.</summary>
    public string Trusted => string.Concat(
        ((string?[])[Current.Certificate, Next?.Certificate, Previous]).OfType<string>().Select(pem => $"{pem.TrimEnd()}\n"));

    /// <summary>The bundle that should be there and the phase it stands for; the same bundle when nothing is to be done.</summary>
    /// <remarks>
    /// Decided from the certificates and the wall clock alone; looking late or twice does no harm.
    /// <list type="number">
    /// <item><description>None, unusable or expired: a new authority, alone.</description></item>
    /// <item><description>Half of its life over: the next authority is published beside it.</description></item>
    /// <item><description>The overlap later: the next signs; the old one stays published.</description></item>
    /// <item><description>A leaf's life later: the old one goes.</description></item>
    /// </list>
    /// </remarks>
    public static (AuthorityBundle Bundle, string Phase) Rotate(AuthorityBundle? bundle, string name, DateTimeOffset now)
    {
        if (bundle is null || now >= bundle.Current.NotAfter)
        {
            var ready = bundle?.Next is { } prepared && now < prepared.NotAfter ? prepared : null;
            return (new AuthorityBundle(ready ?? CertificateAuthority.Create(name, now, AuthorityLife), null, null), "New");
        }

        var current = bundle.Current;
        return bundle switch
        {
            { Next: { } next } => now >= next.Created + Overlap
                ? (new AuthorityBundle(next, null, current.Certificate), "Promoted")
                : (bundle, ""),
            _ when now >= current.Created + ((current.NotAfter - current.Created) / 2) =>
                (bundle with { Next = CertificateAuthority.Create(name, now, AuthorityLife) }, "Announced"),
            { Previous: not null } when now >= current.Created + Overlap + LeafLife + Overlap =>
                (bundle with { Previous = null }, "Finished"),
            _ => (bundle, ""),
        };
    }

    /// <summary>Reads the Secret; null when it holds no usable authority.</summary>
    public static AuthorityBundle? FromSecret(V1Secret? secret)
    {
        try
        {
            return Authority("ca") is { } current ? new AuthorityBundle(current, Authority("ca-next"), Text("ca-previous.crt")) : null;
        }
        catch (Exception error) when (error is ArgumentException or CryptographicException)
        {
            return null;
        }

        CertificateAuthority? Authority(string name) =>
            Text($"{name}.crt") is { } certificate && Text($"{name}.key") is { } key ? new CertificateAuthority(certificate, key) : null;

        string? Text(string name) => secret?.Data?.TryGetValue(name, out var text) == true ? Encoding.ASCII.GetString(text) : null;
    }

    public V1Secret ToSecret(V1ObjectMeta metadata)
    {
        (string Name, string? Text)[] entries =
        [
            ("ca.crt", Current.Certificate), ("ca.key", Current.Key), ("ca-next.crt", Next?.Certificate), ("ca-next.key", Next?.Key),
            ("ca-previous.crt", Previous),
        ];
        var data = entries.Where(entry => entry.Text is not null)
            .ToDictionary(entry => entry.Name, entry => Encoding.ASCII.GetBytes(entry.Text!), StringComparer.Ordinal);
        return new V1Secret { Metadata = metadata, Type = "Opaque", Data = data };
    }
}
