namespace Kube.Runtime;

/// <summary>Lives of certificates.</summary>
public sealed record CertificateLives
{
    public TimeSpan Authority { get; init; } = TimeSpan.FromDays(730);

    public TimeSpan Leaf { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long a new authority is published before it signs: clients must have it by then.</summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromMinutes(10);
}

/// <summary>The rotation, decided from the certificates and the wall clock alone; looking late or twice does no harm.</summary>
/// <remarks>
/// <list type="number">
/// <item><description>None, unusable or expired: a new authority, alone.</description></item>
/// <item><description>Half of its life over: the next authority is published beside it.</description></item>
/// <item><description>The overlap later: the next signs; the old one stays published.</description></item>
/// <item><description>A leaf's life later: the old one goes.</description></item>
/// </list>
/// </remarks>
internal static class AuthorityRotation
{
    /// <summary>The bundle that should be there and the phase it stands for; the same bundle when nothing is to be done.</summary>
    public static (AuthorityBundle Bundle, string Phase) Next(
        AuthorityBundle? bundle, string name, DateTimeOffset now, CertificateLives lives)
    {
        if (bundle is null || now >= bundle.Current.NotAfter)
        {
            return (bundle?.Next is { } ready && now < ready.NotAfter
                ? new AuthorityBundle(ready, null, null)
                : new AuthorityBundle(CertificateAuthority.Create(name, now, lives.Authority), null, null), "New");
        }

        if (bundle.Next is { } next)
        {
            return now >= next.Created + lives.Overlap
                ? (new AuthorityBundle(next, null, bundle.Current.Certificate), "Promoted")
                : (bundle, "");
        }

        if (now >= bundle.Current.Created + ((bundle.Current.NotAfter - bundle.Current.Created) / 2))
        {
            return (bundle with { Next = CertificateAuthority.Create(name, now, lives.Authority) }, "Announced");
        }

        return bundle.Previous is not null && now >= bundle.Current.Created + lives.Overlap + lives.Leaf + lives.Overlap
            ? (bundle with { Previous = null }, "Finished")
            : (bundle, "");
    }
}
