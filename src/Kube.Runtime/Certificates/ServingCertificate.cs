using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;

using Microsoft.Extensions.Logging;

namespace Kube.Runtime;

/// <summary>This replica's server certificate: signed in memory by the current authority, renewed at half of its life, swapped without a
/// restart.</summary>
public sealed class ServingCertificate
{
    private readonly AuthorityStore store;
    private readonly ImmutableArray<string> names;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private volatile Leaf? leaf;

    /// <summary>For a Service of this name: <c>SVC.NS.svc</c>, its long form, <c>SVC.NS</c>, and <c>localhost</c>.</summary>
    public ServingCertificate(AuthorityStore store, string service, TimeProvider time, ILogger<ServingCertificate> logger)
    {
        (this.store, this.time, this.logger) = (store, time, logger);
        var host = $"{service}.{store.Key.Namespace}";
        names = [$"{host}.svc", $"{host}.svc.cluster.local", host, "localhost"];
    }

    /// <summary>What Kestrel serves; null as long as there is no authority.</summary>
    public X509Certificate2? Current => leaf?.Certificate;

    /// <summary>Whether there is a certificate that is valid for another hour.</summary>
    public bool IsServing => leaf is { } now && time.GetUtcNow() + TimeSpan.FromHours(1) < now.Until;

    /// <summary>Keeps the certificate right until cancelled; on every replica.</summary>
    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        using var loop = new ReviewLoop(time);
        store.Changed += loop.Wake;
        try
        {
            await loop.RunAsync(_ =>
            {
                Review();
                return Task.CompletedTask;
            }, cancellationToken);
        }
        finally
        {
            store.Changed -= loop.Wake;
        }
    }

    /// <summary>Issues a certificate if the authority changed or half of the life is over. Old ones stay alive for their
    /// handshakes.</summary>
    internal void Review()
    {
        var now = time.GetUtcNow();
        if (store.Bundle is not { } bundle
            || (leaf is { } held && held.Authority == bundle.Current.Certificate && now < held.RenewAt && now >= held.From))
        {
            return;
        }

        var issued = bundle.Current.Issue(names, now, store.Lives.Leaf);
        DateTimeOffset until = issued.NotAfter.ToUniversalTime();
        leaf = new Leaf(issued, bundle.Current.Certificate, issued.NotBefore.ToUniversalTime(), now + ((until - now) / 2), until);
        RuntimeLog.CertificateIssued(logger, until);
    }

    private sealed record Leaf(
        X509Certificate2 Certificate, string Authority, DateTimeOffset From, DateTimeOffset RenewAt, DateTimeOffset Until);
}
