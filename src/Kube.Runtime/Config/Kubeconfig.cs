using System.Collections.Immutable;

using k8s;
using k8s.Exceptions;
using k8s.KubeConfigModels;

namespace Kube.Runtime;

/// <summary>Chooses from kubeconfig files as kubectl does: the first to name a thing wins, inline data win over paths.</summary>
/// <remarks>
/// The library's own choice can't be used: it runs the exec plugin while it reads, refuses a user without credentials or with a
/// <c>tokenFile</c>, ignores <c>proxy-url</c>, and resolves the paths of all files against the first.
/// </remarks>
internal static class Kubeconfig
{
    /// <exception cref="KubeConfigException">A file is unreadable, or the context, cluster or user is missing.</exception>
    public static KubernetesClientConfiguration Read(ImmutableArray<string> paths, TimeProvider time)
    {
        var files = paths.Select(KubeconfigFile.Load).ToImmutableArray();
        var name = files.Select(file => file.Model.CurrentContext).FirstOrDefault(current => !string.IsNullOrEmpty(current))
            ?? throw new KubeConfigException($"no current-context in {string.Join(", ", paths)}");
        var chosen = Find(files, "context", name, model => model.Contexts.Find(one => one.Name == name)).Entry.ContextDetails ?? new();
        var (file, named) = Find(files, "cluster", chosen.Cluster, model => model.Clusters.Find(one => one.Name == chosen.Cluster));
        var cluster = named.ClusterEndpoint ?? new ClusterEndpoint();
        if (!Uri.TryCreate(cluster.Server, UriKind.Absolute, out _))
        {
            throw new KubeConfigException($"the cluster '{chosen.Cluster}' in {file.Path} has no server, or none that is a URL");
        }

        var config = new KubernetesClientConfiguration
        {
            Host = cluster.Server,
            SkipTlsVerify = cluster.SkipTlsVerify,
            TlsServerName = cluster.TlsServerName,
            Namespace = chosen.Namespace,
        };
        cluster.CertificateAuthority = file.FullPath(cluster.CertificateAuthority);
        if (ClientCertificate.Pem(cluster.CertificateAuthorityData, null) is { } bundle)
        {
            config.SslCaCerts = ServerTrust.Import(bundle);
        }
        else if (cluster.CertificateAuthority is { } path && !cluster.SkipTlsVerify)
        {
            config.FirstMessageHandlerSetup += ServerTrust.FromFile(path).Install;
        }

        if (file.Extra("clusters", chosen.Cluster, "cluster", "proxy-url") is { } proxy)
        {
            config.FirstMessageHandlerSetup += handler => (handler.UseProxy, handler.Proxy) = (true, new System.Net.WebProxy(proxy));
        }

        if (!string.IsNullOrEmpty(chosen.User))
        {
            var (userFile, user) = Find(files, "user", chosen.User, model => model.Users.Find(one => one.Name == chosen.User));
            Authenticate(config, userFile, user, cluster, time);
        }

        return config;
    }

    private static void Authenticate(
        KubernetesClientConfiguration config, KubeconfigFile file, User entry, ClusterEndpoint cluster, TimeProvider time)
    {
        var user = entry.UserCredentials ?? new UserCredentials();
        (config.Username, config.Password, config.AccessToken) = (user.UserName, user.Password, user.Token);
        (config.ClientCertificateData, config.ClientCertificateKeyData) = (user.ClientCertificateData, user.ClientKeyData);
        config.ClientCertificateFilePath = file.FullPath(user.ClientCertificate);
        config.ClientKeyFilePath = file.FullPath(user.ClientKey);
        if (user.ExternalExecution is { } plugin)
        {
            if (plugin.Command?.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal) == true)
            {
                plugin.Command = file.FullPath(plugin.Command);
            }

            var credentials = new ExecCredentials(plugin, plugin.ProvideClusterInfo ? cluster : null, time);
            config.TokenProvider = credentials;
            config.FirstMessageHandlerSetup += credentials.Install;
        }
        else if (file.FullPath(file.Extra("users", entry.Name, "user", "tokenFile")) is { } path)
        {
            config.TokenProvider = new RotatingTokenFile(path, time);
        }
    }

    private static (KubeconfigFile File, T Entry) Find<T>(
        ImmutableArray<KubeconfigFile> files, string what, string? name, Func<K8SConfiguration, T?> find)
        where T : class =>
        files.Select(file => (file, Entry: find(file.Model))).FirstOrDefault(found => found.Entry is not null) is (var file, { } entry)
            ? (file, entry)
            : throw new KubeConfigException($"no {what} '{name}' in {string.Join(", ", files.Select(one => one.Path))}");
}
