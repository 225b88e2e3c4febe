namespace Kube.Runtime;

/// <summary>How to reach and trust an API server, and as whom.</summary>
public sealed record ClusterConfig
{
    /// <summary>Base address; <c>http</c> is accepted for servers on this machine.</summary>
    public required Uri Server { get; init; }

    public ServerTrust Trust { get; init; } = ServerTrust.System;

    public ICredentialSource Credentials { get; init; } = StaticCredentials.Anonymous;

    /// <summary>Namespace of the context or of the pod.</summary>
    public string Namespace { get; init; } = "default";

    public Uri? Proxy { get; init; }

    /// <summary>
    /// Finds the configuration: <paramref name="explicitPath"/>, then <c>KUBECONFIG</c> (several files, the first to name a thing wins),
    /// then the pod's service account, then <c>~/.kube/config</c>.
    /// </summary>
    /// <exception cref="ClusterConfigException">None of them is usable; the message says what was looked at.</exception>
    public static ClusterConfig Discover(string? explicitPath = null, string? context = null, TimeProvider? time = null) =>
        Discover(DiscoverySources.Process, explicitPath, context, time ?? TimeProvider.System);

    internal static ClusterConfig Discover(DiscoverySources sources, string? explicitPath, string? context, TimeProvider time)
    {
        if (explicitPath is not null)
        {
            return KubeconfigReader.Read([explicitPath], context, time);
        }

        if (sources.Variable("KUBECONFIG") is { Length: > 0 } list)
        {
            return KubeconfigReader.Read([.. list.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Where(File.Exists)], context, time);
        }

        if (InCluster.Read(sources, time) is { } config)
        {
            return config;
        }

        var home = Path.Combine(sources.Home, ".kube", "config");
        return File.Exists(home)
            ? KubeconfigReader.Read([home], context, time)
            : throw new ClusterConfigException($"no cluster configuration: KUBECONFIG is not set, this is no pod, and {home} does not exist");
    }
}

/// <summary>What discovery looks at; tests pass their own.</summary>
internal sealed record DiscoverySources(Func<string, string?> Variable, string Home, string ServiceAccountFolder)
{
    public static DiscoverySources Process { get; } = new(
        Environment.GetEnvironmentVariable,
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        "/var/run/secrets/kubernetes.io/serviceaccount");
}

/// <summary>A configuration that can't be used. The message names the file and the entry, never a credential.</summary>
public sealed class ClusterConfigException : Exception
{
    public ClusterConfigException(string message)
        : base(message)
    {
    }

    public ClusterConfigException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
