using System.Security.Cryptography.X509Certificates;

using Kube.Testing.Control;

namespace Kube.Runtime.Tests;

/// <summary>Certificates of test servers and clients.</summary>
internal static class TestCertificates
{
    /// <summary>A server certificate for names alone, no address.</summary>
    public static X509Certificate2 Server(this Authority authority, params string[] names)
    {
        var pair = authority.Server(names, []);
        return ClientCertificate.FromPem(pair.Certificate, pair.Key);
    }
}
