using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Kube.Runtime.Tests;

public sealed class RotationTests
{
    private static readonly CertificateLives Lives = new();

    /// <summary>Three years, and a client that always has the bundle of the step before: no handshake fails.</summary>
    [Fact]
    public void NoHandshakeFailsInThreeYears()
    {
        var now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var end = now.AddYears(3);
        AuthorityBundle? bundle = null;
        var phases = new List<string>();
        (X509Certificate2 Leaf, DateTimeOffset RenewAt)? replica = null;
        while (now < end)
        {
            var before = bundle;
            (bundle, var phase) = AuthorityRotation.Next(bundle, "ca", now, Lives);
            if (phase.Length > 0)
            {
                phases.Add(phase);
            }

            var published = (before ?? bundle).Trusted;
            if (replica is null || phase == "Promoted" || now >= replica.Value.RenewAt)
            {
                replica = (bundle.Current.Issue(["w.n.svc"], now, Lives.Leaf), now + (Lives.Leaf / 2));
            }

            Chains(replica.Value.Leaf, published, now).ShouldBeTrue($"{phase} at {now:u}");
            Chains(replica.Value.Leaf, bundle.Trusted, now).ShouldBeTrue($"{phase} at {now:u}");
            now += TimeSpan.FromHours(9);
        }

        phases[..4].ShouldBe(["New", "Announced", "Promoted", "Finished"]);
    }

    [Fact]
    public void ASecretKeepsItAll()
    {
        var now = DateTimeOffset.UtcNow;
        var bundle = new AuthorityBundle(CertificateAuthority.Create("a", now, Lives.Authority), CertificateAuthority.Create("b", now, Lives.Authority), null);

        var read = AuthorityBundle.FromSecret(bundle.ToSecret(new Kube.Model.ObjectMeta { Name = "s" }))!;

        read.Trusted.ShouldBe(bundle.Trusted);
        read.Next!.Key.ShouldBe(bundle.Next!.Key);
    }

    [Fact]
    public void AStrangerIsNotTrusted()
    {
        var now = DateTimeOffset.UtcNow;
        var leaf = CertificateAuthority.Create("a", now, Lives.Authority).Issue(["w.n.svc"], now, Lives.Leaf);

        Trust(CertificateAuthority.Create("a", now, Lives.Authority))
            .Refusal(leaf, null, SslPolicyErrors.RemoteCertificateChainErrors, "w.n.svc").ShouldNotBeNull().ShouldContain("not trusted");
    }

    [Fact]
    public void AWrongNameIsRefusedAlthoughTheChainIsGood()
    {
        var now = DateTimeOffset.UtcNow;
        var authority = CertificateAuthority.Create("a", now, Lives.Authority);
        var leaf = authority.Issue(["w.n.svc"], now, Lives.Leaf);
        var trust = Trust(authority);

        trust.Refusal(leaf, null, SslPolicyErrors.RemoteCertificateChainErrors, "w.n.svc").ShouldBeNull();
        trust.Refusal(leaf, null, SslPolicyErrors.RemoteCertificateChainErrors | SslPolicyErrors.RemoteCertificateNameMismatch, "other")
            .ShouldBe("the server's certificate is valid for w.n.svc, not for other");
    }

    private static ServerTrust Trust(CertificateAuthority authority) => new(() => ServerTrust.Import(authority.Certificate));

    private static bool Chains(X509Certificate2 leaf, string bundle, DateTimeOffset now)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        chain.ChainPolicy.CustomTrustStore.ImportFromPem(bundle);
        return chain.Build(leaf);
    }
}
