using System.Collections.Immutable;

using k8s;
using k8s.Exceptions;

namespace Kube.Runtime;

/// <summary>Finds the API server and who we are, as kubectl does.</summary>
/// <remarks>The result is the library's own configuration. What the library doesn't do is put where it leaves room: in the token provider
/// and in the setup of the first message handler.</remarks>
public static class ClusterConfig
{
    private const string ServiceAccount = "/var/run/secrets/kubernetes.io/serviceaccount";

    /// <summary>
    /// Reads <paramref name="path"/>, else the files of <c>KUBECONFIG</c> (missing ones are skipped, the first to name a thing wins), else
    /// the pod's service account, else <c>~/.kube/config</c>.
    /// </summary>
    /// <exception cref="KubeConfigException">None of them is usable. The message names file and entry, never a credential.</exception>
    public static KubernetesClientConfiguration Discover(string? path = null, TimeProvider? time = null)
    {
        var clock = time ?? TimeProvider.System;
        if (path is not null)
        {
            return Kubeconfig.Read([path], clock);
        }

        if (Environment.GetEnvironmentVariable("KUBECONFIG") is { Length: > 0 } list)
        {
            var files = list.Split(Path.PathSeparator).Where(File.Exists).ToImmutableArray();
            return files.IsEmpty ? throw new KubeConfigException($"KUBECONFIG is {list}, and none of these files exists")
                : Kubeconfig.Read(files, clock);
        }

        if (KubernetesClientConfiguration.IsInCluster())
        {
            return InPod(KubernetesClientConfiguration.InClusterConfig(), ServiceAccount, clock);
        }

        var home = KubernetesClientConfiguration.KubeConfigDefaultLocation;
        return File.Exists(home) ? Kubeconfig.Read([home], clock)
            : throw new KubeConfigException($"no cluster configuration: KUBECONFIG is not set, this is no pod, and {home} does not exist");
    }

    /// <summary>The library's configuration of a pod, with token and CA read again when they rotate, and the name checked.</summary>
    internal static KubernetesClientConfiguration InPod(KubernetesClientConfiguration config, string folder, TimeProvider time)
    {
        config.TokenProvider = new RotatingTokenFile(Path.Combine(folder, "token"), time);
        config.Namespace = config.Namespace?.Trim();
        config.SslCaCerts = null;
        config.FirstMessageHandlerSetup = ServerTrust.FromFile(Path.Combine(folder, "ca.crt")).Install;
        return config;
    }
}
