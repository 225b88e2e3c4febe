using System.Net;
using k8s.Models;
using Kube.Model;

namespace Kube.Testing.Node;

/// <summary>What the downward API answers: fields of a pod and resources of its containers.</summary>
internal sealed record PodFields(V1Pod Pod, IPAddress Address, IPAddress Host)
{
    private const decimal NodeCpu = 16;
    private const decimal NodeMemory = 64m * 1024 * 1024 * 1024;

    /// <summary>The value at a field path such as <c>metadata.labels['app']</c>.</summary>
    public string Field(string path) => path switch
    {
        "metadata.name" => Pod.Metadata.Name!,
        "metadata.namespace" => Pod.Metadata.NamespaceProperty,
        "metadata.uid" => Pod.Metadata.Uid!,
        "spec.nodeName" => Pod.Spec!.NodeName!,
        "spec.serviceAccountName" => Pod.Spec!.ServiceAccountName ?? "default",
        "status.podIP" or "status.podIPs" => Address.ToString(),
        "status.hostIP" or "status.hostIPs" => Host.ToString(),
        "metadata.labels" => Lines(Pod.Metadata.Labels.ToImmutableMap()),
        "metadata.annotations" => Lines(Pod.Metadata.Annotations.ToImmutableMap()),
        _ when Subscript(path, "metadata.labels") is { } key => Pod.Metadata.Labels.ToImmutableMap().GetValueOrDefault(key, ""),
        _ when Subscript(path, "metadata.annotations") is { } key => Pod.Metadata.Annotations.ToImmutableMap().GetValueOrDefault(key, ""),
        _ => throw new NotSupportedException($"field path {path}"),
    };

    /// <summary>A request or limit in units of the divisor, rounded up; a missing limit is what the node has.</summary>
    public string Resource(V1Container own, V1ResourceFieldSelector reference)
    {
        var container = Pod.Spec!.Containers.FirstOrDefault(candidate => candidate.Name == reference.ContainerName) ?? own;
        var name = reference.Resource[(reference.Resource.IndexOf('.', StringComparison.Ordinal) + 1)..];
        var node = name == "cpu" ? NodeCpu : NodeMemory;
        var limit = container.Resources?.Limits?.TryGetValue(name, out var quantity) == true ? quantity.ToDecimal() : node;
        var value = reference.Resource.StartsWith("limits.", StringComparison.Ordinal) ? limit
            : container.Resources?.Requests?.TryGetValue(name, out var request) == true ? request.ToDecimal()
            : 0;
        var divisor = reference.Divisor?.ToDecimal() is { } unit and not 0 ? unit : 1;
        return decimal.Ceiling(value / divisor).ToString("0");
    }

    private static string? Subscript(string path, string field) =>
        path.StartsWith($"{field}['", StringComparison.Ordinal) && path.EndsWith("']", StringComparison.Ordinal)
            ? path[(field.Length + 2)..^2]
            : null;

    private static string Lines(IEnumerable<KeyValuePair<string, string>> pairs) =>
        string.Join('\n', pairs.Select(pair => $"{pair.Key}=\"{pair.Value}\""));
}
