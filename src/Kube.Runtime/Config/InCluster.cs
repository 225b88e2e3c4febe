namespace Kube.Runtime;

/// <summary>The configuration that a pod is given: two variables and the service account's folder.</summary>
internal static class InCluster
{
    public static ClusterConfig? Read(DiscoverySources sources, TimeProvider time)
    {
        var host = sources.Variable("KUBERNETES_SERVICE_HOST");
        var port = sources.Variable("KUBERNETES_SERVICE_PORT");
        var token = Path.Combine(sources.ServiceAccountFolder, "token");
        if (string.IsNullOrEmpty(host) || string.IsNullOrEmpty(port) || !File.Exists(token))
        {
            return null;
        }

        var @namespace = Path.Combine(sources.ServiceAccountFolder, "namespace");
        return new ClusterConfig
        {
            Server = new Uri($"https://{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{port}"),
            Trust = ServerTrust.FromFile(Path.Combine(sources.ServiceAccountFolder, "ca.crt")),
            Credentials = new TokenFileCredentials(token, time),
            Namespace = File.Exists(@namespace) ? File.ReadAllText(@namespace).Trim() : "default",
        };
    }
}
