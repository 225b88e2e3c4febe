using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using System.Text;

using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Kube.Runtime;

/// <summary>Reads kubeconfig files by kubectl's rules: the first file to name a thing wins, inline data over paths, paths relative to their file.</summary>
internal static class KubeconfigReader
{
    /// <exception cref="ClusterConfigException">A file is unreadable, or the context, cluster or user is missing.</exception>
    public static ClusterConfig Read(ImmutableArray<string> paths, string? context, TimeProvider time)
    {
        var files = paths.Select(Load).ToImmutableArray();
        var contextName = context
            ?? files.Select(file => file.Root.Text("current-context")).FirstOrDefault(name => !string.IsNullOrEmpty(name))
            ?? throw new ClusterConfigException($"no current-context in {string.Join(", ", paths)}");
        var chosen = Find(files, "contexts", "context", contextName);
        var cluster = Find(files, "clusters", "cluster", chosen.Text("cluster") ?? "");
        var user = chosen.Text("user") is { Length: > 0 } name ? Find(files, "users", "user", name) : Entry.Empty;
        var trust = Trust(cluster);
        return new ClusterConfig
        {
            Server = new Uri(cluster.Text("server") ?? throw new ClusterConfigException($"the cluster of context '{contextName}' has no server")),
            Trust = trust,
            Credentials = KubeconfigUser.Credentials(user, cluster, time),
            Namespace = chosen.Text("namespace") is { Length: > 0 } ns ? ns : "default",
            Proxy = cluster.Text("proxy-url") is { Length: > 0 } proxy ? new Uri(proxy) : null,
        };
    }

    private static ServerTrust Trust(Entry cluster)
    {
        var trust = cluster.Text("insecure-skip-tls-verify") == "true" ? ServerTrust.Insecure
            : cluster.Data("certificate-authority-data") is { } pem ? ServerTrust.FromPem(pem)
            : cluster.Path("certificate-authority") is { } path ? ServerTrust.FromFile(path)
            : ServerTrust.System;
        return trust.WithServerName(cluster.Text("tls-server-name"));
    }

    private static (Entry Root, string Path) Load(string path)
    {
        try
        {
            using var text = File.OpenText(path);
            var stream = new YamlStream();
            stream.Load(text);
            var root = stream.Documents.Count > 0 ? stream.Documents[0].RootNode as YamlMappingNode : null;
            return (new Entry(root, System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!), path);
        }
        catch (Exception error) when (error is YamlException or IOException or UnauthorizedAccessException)
        {
            throw new ClusterConfigException($"can't read kubeconfig {path}: {error.GetType().Name}", error);
        }
    }

    private static Entry Find(ImmutableArray<(Entry Root, string Path)> files, string list, string field, string name) =>
        files.SelectMany(file => file.Root.List(list)).FirstOrDefault(item => item.Text("name") == name)?.Child(field)
        ?? throw new ClusterConfigException($"no entry '{name}' under {list} in {string.Join(", ", files.Select(file => file.Path))}");

    /// <summary>A mapping of the file together with the folder that its relative paths start from.</summary>
    internal sealed record Entry(YamlMappingNode? Node, string Folder)
    {
        public static Entry Empty { get; } = new(null, "");

        public string? Text(string key) => Value(key) is YamlScalarNode scalar ? scalar.Value : null;

        public Entry? Child(string key) => Value(key) is YamlMappingNode child ? this with { Node = child } : null;

        public IEnumerable<Entry> List(string key) =>
            Value(key) is YamlSequenceNode items ? items.OfType<YamlMappingNode>().Select(item => this with { Node = item }) : [];

        public IEnumerable<string> Texts(string key) =>
            Value(key) is YamlSequenceNode items ? items.OfType<YamlScalarNode>().Select(item => item.Value ?? "") : [];

        public string? Path(string key) => Text(key) is { Length: > 0 } path ? System.IO.Path.Combine(Folder, path) : null;

        public string? Data(string key) =>
            Text(key) is { Length: > 0 } base64 ? Encoding.UTF8.GetString(Convert.FromBase64String(base64)) : null;

        /// <summary>Inline data, else the content of the file; null when neither is given.</summary>
        public string? Content(string key) => Data($"{key}-data") ?? (Path(key) is { } path ? File.ReadAllText(path) : null);

        private YamlNode? Value(string key) => Node is not null && Node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;
    }
}
