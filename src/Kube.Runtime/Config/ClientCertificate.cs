using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

using k8s;
using k8s.Exceptions;

namespace Kube.Runtime;

/// <summary>The certificate that a configuration gives us. The library builds it only inside its class <c>Kubernetes</c>.</summary>
internal static class ClientCertificate
{
    /// <returns>Null when the configuration has none.</returns>
    /// <exception cref="KubeConfigException">It has no key, or one of them can't be read.</exception>
    public static X509Certificate2? Of(KubernetesClientConfiguration config)
    {
        try
        {
            var certificate = Pem(config.ClientCertificateData, config.ClientCertificateFilePath);
            var key = Pem(config.ClientCertificateKeyData, config.ClientKeyFilePath);
            return certificate is null ? null
                : key is null ? throw new KubeConfigException("the user has a client certificate but no client key")
                : FromPem(certificate, key);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException or CryptographicException)
        {
            throw new KubeConfigException($"can't read the client certificate or its key: {error.GetType().Name}", error);
        }
    }

    /// <summary>In a form that every platform's TLS accepts.</summary>
    public static X509Certificate2 FromPem(string certificate, string key)
    {
        using var ephemeral = X509Certificate2.CreateFromPem(certificate, key);
        return X509CertificateLoader.LoadPkcs12(ephemeral.Export(X509ContentType.Pkcs12), null);
    }

    /// <summary>PEM text that is inline (Base64) or in a file; null when neither is given.</summary>
    public static string? Pem(string? data, string? path) =>
        !string.IsNullOrEmpty(data) ? Encoding.UTF8.GetString(Convert.FromBase64String(data))
        : !string.IsNullOrEmpty(path) ? File.ReadAllText(path) : null;
}
