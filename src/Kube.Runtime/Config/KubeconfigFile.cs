using k8s;
using k8s.Exceptions;
using k8s.KubeConfigModels;

using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Kube.Runtime;

/// <summary>A kubeconfig file as the library reads it, and the fields that its models lack (<c>tokenFile</c>, <c>proxy-url</c>).</summary>
internal sealed record KubeconfigFile(string Path, K8SConfiguration Model, YamlNode? Root)
{
    /// <exception cref="KubeConfigException">It can't be read, or is no YAML.</exception>
    public static KubeconfigFile Load(string path)
    {
        try
        {
            using var file = new MemoryStream(File.ReadAllBytes(path));
            var yaml = new YamlStream();
            yaml.Load(new StreamReader(file));
            file.Position = 0;
            var model = KubernetesClientConfiguration.LoadKubeConfig(file);
            return new KubeconfigFile(path, model ?? new K8SConfiguration(), yaml.Documents.FirstOrDefault()?.RootNode);
        }
        catch (Exception error) when (error is YamlException or IOException or UnauthorizedAccessException)
        {
            throw new KubeConfigException($"can't read kubeconfig {path}: {error.GetType().Name}", error);
        }
    }

    /// <summary>A path of the file, which starts from its folder; null when it isn't given.</summary>
    public string? FullPath(string? path) =>
        string.IsNullOrEmpty(path) ? null : System.IO.Path.GetFullPath(System.IO.Path.Combine(Path, "..", path));

    /// <summary>A field in an entry of a list: <c>users</c>, its name, <c>user</c>, the field. Null when absent or empty.</summary>
    public string? Extra(string list, string name, string under, string field)
    {
        var entry = (Child(Root, list) as YamlSequenceNode)?.FirstOrDefault(entry => Text(entry, "name") == name);
        return Text(Child(entry, under), field) is { Length: > 0 } text ? text : null;
    }

    private static string? Text(YamlNode? node, string key) => (Child(node, key) as YamlScalarNode)?.Value;

    private static YamlNode? Child(YamlNode? node, string key) =>
        node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;
}
