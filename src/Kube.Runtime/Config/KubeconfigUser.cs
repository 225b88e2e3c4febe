using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;

namespace Kube.Runtime;

/// <summary>The user entry of a kubeconfig as a credential source.</summary>
internal static class KubeconfigUser
{
    public static ICredentialSource Credentials(KubeconfigReader.Entry user, KubeconfigReader.Entry cluster, TimeProvider time)
    {
        if (user.Child("exec") is { } exec)
        {
            return new ExecCredentials(Plugin(exec, cluster), time);
        }

        if (user.Content("client-certificate") is { } certificate)
        {
            var key = user.Content("client-key") ?? throw new ClusterConfigException("the user has a client certificate but no client-key");
            return new StaticCredentials(new Credential(user.Text("token"), ClientCertificates.FromPem(certificate, key)));
        }

        return user.Text("token") is { Length: > 0 } token ? StaticCredentials.Token(token)
            : user.Path("tokenFile") is { } file ? new TokenFileCredentials(file, time)
            : StaticCredentials.Anonymous;
    }

    private static ExecPlugin Plugin(KubeconfigReader.Entry exec, KubeconfigReader.Entry cluster)
    {
        var command = exec.Text("command") ?? throw new ClusterConfigException("the exec plugin has no command");
        return new ExecPlugin
        {
            Command = command.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal) ? Path.Combine(exec.Folder, command) : command,
            Arguments = [.. exec.Texts("args")],
            Environment = [.. exec.List("env").Select(item => (item.Text("name") ?? "", item.Text("value") ?? ""))],
            ApiVersion = exec.Text("apiVersion") ?? "client.authentication.k8s.io/v1",
            Cluster = exec.Text("provideClusterInfo") == "true"
                ? new ExecCluster(cluster.Text("server"), cluster.Content("certificate-authority"), cluster.Text("tls-server-name"))
                : null,
        };
    }
}

/// <summary>Key pairs from PEM text, in a form that every platform's TLS accepts.</summary>
internal static class ClientCertificates
{
    public static X509Certificate2 FromPem(string certificate, string key)
    {
        using var ephemeral = X509Certificate2.CreateFromPem(certificate, key);
        return X509CertificateLoader.LoadPkcs12(ephemeral.Export(X509ContentType.Pkcs12), null);
    }
}
