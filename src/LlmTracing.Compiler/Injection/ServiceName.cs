using Kube.Model;

namespace LlmTracing.Compiler.Injection;

/// <summary><c>service.name</c> by the rule of OpenTelemetry's Kubernetes conventions: annotation, label, owner, pod, container.</summary>
internal static class ServiceName
{
    private const string Annotation = "resource.opentelemetry.io/service.name";
    private const string Label = "app.kubernetes.io/name";
    private const string TemplateHash = "pod-template-hash";

    /// <summary>As the value of a variable: the kubelet would expand <c>$(NAME)</c>, and takes <c>$$</c> for <c>$</c>.</summary>
    internal static string Of(Pod pod, Container container) => Name(pod, container).Replace("$", "$$", StringComparison.Ordinal);

    private static string Name(Pod pod, Container container) =>
        NotEmpty(pod.Metadata.Annotations.GetValueOrDefault(Annotation))
        ?? NotEmpty(pod.Metadata.Labels.GetValueOrDefault(Label))
        ?? Owner(pod.Metadata)
        ?? NotEmpty(pod.Metadata.Name)
        ?? NotEmpty(pod.Metadata.GenerateName?.TrimEnd('-'))
        ?? container.Name;

    /// <summary>The Deployment behind a ReplicaSet is its name without the hash.</summary>
    private static string? Owner(ObjectMeta metadata)
    {
        var owner = metadata.OwnerReferences.FirstOrDefault(reference => reference.Controller == true);
        return owner is { Kind: "ReplicaSet" } && metadata.Labels.GetValueOrDefault(TemplateHash) is { Length: > 0 } hash
            && owner.Name.EndsWith($"-{hash}", StringComparison.Ordinal)
                ? owner.Name[..^(hash.Length + 1)]
                : owner?.Name;
    }

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
