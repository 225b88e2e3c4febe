using k8s.Models;
using Kube.Model;

namespace LlmTracing.Compiler.Injection;

/// <summary><c>service.name</c> by the rule of OpenTelemetry's Kubernetes conventions: annotation, label, owner, pod, container.</summary>
internal static class ServiceName
{
    private const string Annotation = "resource.opentelemetry.io/service.name";
    private const string Label = "app.kubernetes.io/name";
    private const string TemplateHash = "pod-template-hash";

    /// <summary>As the value of a variable: the kubelet would expand <c>$(NAME)</c>, and takes <c>$$</c> for <c>$</c>.</summary>
    internal static string Of(V1Pod pod, V1Container container) => Name(pod, container).Replace("$", "$$", StringComparison.Ordinal);

    private static string Name(V1Pod pod, V1Container container) =>
        Value(pod.Metadata.Annotations, Annotation)
        ?? Value(pod.Metadata.Labels, Label)
        ?? Owner(pod.Metadata)
        ?? NotEmpty(pod.Metadata.Name)
        ?? NotEmpty(pod.Metadata.GenerateName?.TrimEnd('-'))
        ?? container.Name;

    /// <summary>The Deployment behind a ReplicaSet is its name without the hash.</summary>
    private static string? Owner(V1ObjectMeta metadata)
    {
        var owner = metadata.OwnerReferences.OrEmpty().FirstOrDefault(reference => reference.Controller == true);
        return owner is { Kind: "ReplicaSet" } && Value(metadata.Labels, TemplateHash) is { } hash
            && owner.Name.EndsWith($"-{hash}", StringComparison.Ordinal)
                ? owner.Name[..^(hash.Length + 1)]
                : owner?.Name;
    }

    private static string? Value(IDictionary<string, string>? map, string key) =>
        map is not null && map.TryGetValue(key, out var value) ? NotEmpty(value) : null;

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
