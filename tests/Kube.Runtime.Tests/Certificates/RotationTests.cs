using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Kube.Runtime.Tests;

public sealed class RotationTests
{
    /// <summary>Three years, and a client that always has the bundle of the step before: no handshake fails.</summary>
    [Fact]
    public void No_handshake_fails_in_three_years()
    {
        var now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var end = now.AddYears(3);
        AuthorityBundle? bundle = null;
        var phases = new List<string>();
        (X509Certificate2 Leaf, DateTimeOffset RenewAt)? replica = null;
        while (now < end)
        {
            var before = bundle;
            (bundle, var phase) = AuthorityBundle.Rotate(bundle, "ca", now);
            if (phase.Length > 0)
            {
                phases.Add(phase);
            }

            var published = (before ?? bundle).Trusted;
            if (replica is null || phase == "Promoted" || now >= replica.Value.RenewAt)
            {
                replica = (bundle.Current.Issue(["w.n.svc"], now, AuthorityBundle.LeafLife), now + (AuthorityBundle.LeafLife / 2));
            }

            Chains(replica.Value.Leaf, published, now).ShouldBeTrue($"{phase} at {now:u}");
            Chains(replica.Value.Leaf, bundle.Trusted, now).ShouldBeTrue($"{phase} at {now:u}");
            now += TimeSpan.FromHours(9);
        }

        phases[..4].ShouldBe(["New", "Announced", "Promoted", "Finished"]);
    }

    [Fact]
    public void A_Secret_keeps_it_all()
    {
        var now = DateTimeOffset.UtcNow;
        var bundle = new AuthorityBundle(
            CertificateAuthority.Create("a", now, AuthorityBundle.AuthorityLife),
            CertificateAuthority.Create("b", now, AuthorityBundle.AuthorityLife),
            null);

        var read = AuthorityBundle.FromSecret(bundle.ToSecret(new k8s.Models.V1ObjectMeta { Name = "s" }))!;

        read.Trusted.ShouldBe(bundle.Trusted);
        read.Next!.Key.ShouldBe(bundle.Next!.Key);
    }

    [Fact]
    public void A_Secret_whose_key_belongs_to_another_authority_is_not_usable()
    {
        var now = DateTimeOffset.UtcNow;
        var secret = new AuthorityBundle(CertificateAuthority.Create("a", now, AuthorityBundle.AuthorityLife), null, null)
            .ToSecret(new k8s.Models.V1ObjectMeta { Name = "s" });
        AuthorityBundle.FromSecret(secret).ShouldNotBeNull();

        secret.Data["ca.key"] =
            System.Text.Encoding.ASCII.GetBytes(CertificateAuthority.Create("b", now, AuthorityBundle.AuthorityLife).Key);

        AuthorityBundle.FromSecret(secret).ShouldBeNull();
    }

    [Fact]
    public void A_stranger_is_not_trusted()
    {
        var now = DateTimeOffset.UtcNow;
        var leaf = CertificateAuthority.Create("a", now, AuthorityBundle.AuthorityLife).Issue(["w.n.svc"], now, AuthorityBundle.LeafLife);

        Trust(CertificateAuthority.Create("a", now, AuthorityBundle.AuthorityLife))
            .Refusal(leaf, null, SslPolicyErrors.RemoteCertificateChainErrors, "w.n.svc").ShouldNotBeNull().ShouldContain("not trusted");
    }

    [Fact]
    public void A_wrong_name_is_refused_although_the_chain_is_good()
    {
        var now = DateTimeOffset.UtcNow;
        var authority = CertificateAuthority.Create("a", now, AuthorityBundle.AuthorityLife);
        var leaf = authority.Issue(["w.n.svc"], now, AuthorityBundle.LeafLife);
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
