using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

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
        var chosen = Find(files, "context", name, model => model.Contexts.Find(one => one?.Name == name)).Entry.ContextDetails ?? new();
        var (file, named) = Find(files, "cluster", chosen.Cluster, model => model.Clusters.Find(one => one?.Name == chosen.Cluster));
        var cluster = named.ClusterEndpoint ?? new ClusterEndpoint();
        if (!Uri.TryCreate(cluster.Server, UriKind.Absolute, out var server) || server.Scheme is not ("http" or "https"))
        {
            throw new KubeConfigException($"the cluster '{chosen.Cluster}' in {file.Path} has no server that is an http or https URL");
        }

        var config = new KubernetesClientConfiguration
        {
            Host = cluster.Server,
            SkipTlsVerify = cluster.SkipTlsVerify,
            TlsServerName = cluster.TlsServerName,
            Namespace = chosen.Namespace,
        };
        cluster.CertificateAuthority = file.FullPath(cluster.CertificateAuthority);
        if (Bundle(file, chosen.Cluster, cluster) is { } bundle)
        {
            config.SslCaCerts = bundle;
        }
        else if (cluster.CertificateAuthority is { } path && !cluster.SkipTlsVerify)
        {
            config.FirstMessageHandlerSetup += ServerTrust.FromFile(path).Install;
        }

        if (file.Extra("clusters", chosen.Cluster, "cluster", "proxy-url") is { } url)
        {
            var proxy = Proxy(url)
                ?? throw new KubeConfigException($"the proxy-url of cluster '{chosen.Cluster}' in {file.Path} is no URL");
            config.FirstMessageHandlerSetup += handler => (handler.UseProxy, handler.Proxy) = (true, proxy);
        }

        if (!string.IsNullOrEmpty(chosen.User))
        {
            var (userFile, user) = Find(files, "user", chosen.User, model => model.Users.Find(one => one?.Name == chosen.User));
            Authenticate(config, userFile, user, cluster, time);
        }

        return config;
    }

    private static X509Certificate2Collection? Bundle(KubeconfigFile file, string name, ClusterEndpoint cluster)
    {
        try
        {
            return ClientCertificate.Pem(cluster.CertificateAuthorityData, null) is { } pem ? ServerTrust.Import(pem) : null;
        }
        catch (Exception error) when (error is FormatException or CryptographicException)
        {
            throw new KubeConfigException(
                $"the certificate-authority-data of cluster '{name}' in {file.Path} are no certificates: {error.GetType().Name}", error);
        }
    }

    /// <summary>Its credentials are kept apart: failures name the address.</summary>
    private static WebProxy? Proxy(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url))
        {
            return null;
        }

        var proxy = new WebProxy(new UriBuilder(url) { UserName = "", Password = "" }.Uri);
        if (url.UserInfo.Split(':', 2) is [{ Length: > 0 } user, .. var password])
        {
            proxy.Credentials = new NetworkCredential(
                Uri.UnescapeDataString(user), Uri.UnescapeDataString(password.FirstOrDefault() ?? ""));
        }

        return proxy;
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
