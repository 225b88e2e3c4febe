using System.Reflection;

using k8s.Models;

namespace Kube.Model;

/// <summary>The built-in kinds that this project reads or writes.</summary>
public static class Kinds
{
    public static ResourceType<V1Namespace> Namespace { get; } = Of<V1Namespace>(namespaced: false);
    public static ResourceType<V1Pod> Pod { get; } = Of<V1Pod>();
    public static ResourceType<V1ConfigMap> ConfigMap { get; } = Of<V1ConfigMap>();
    public static ResourceType<V1Secret> Secret { get; } = Of<V1Secret>();
    public static ResourceType<V1Service> Service { get; } = Of<V1Service>();
    public static ResourceType<V1ServiceAccount> ServiceAccount { get; } = Of<V1ServiceAccount>();
    public static ResourceType<V1Deployment> Deployment { get; } = Of<V1Deployment>();
    public static ResourceType<V1NetworkPolicy> NetworkPolicy { get; } = Of<V1NetworkPolicy>();
    public static ResourceType<V1PodDisruptionBudget> PodDisruptionBudget { get; } = Of<V1PodDisruptionBudget>();
    public static ResourceType<V1ClusterRole> ClusterRole { get; } = Of<V1ClusterRole>(namespaced: false);
    public static ResourceType<V1ClusterRoleBinding> ClusterRoleBinding { get; } = Of<V1ClusterRoleBinding>(namespaced: false);
    public static ResourceType<V1Lease> Lease { get; } = Of<V1Lease>();
    public static ResourceType<Eventsv1Event> Event { get; } = Of<Eventsv1Event>();
    public static ResourceType<V1MutatingWebhookConfiguration> MutatingWebhookConfiguration { get; } =
        Of<V1MutatingWebhookConfiguration>(namespaced: false);

    public static ResourceType CustomResourceDefinition { get; } = new(
        "apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition", false);

    /// <summary>Where the kind lives says the library's record of it.</summary>
    private static ResourceType<T> Of<T>(bool namespaced = true)
        where T : class =>
        typeof(T).GetCustomAttribute<KubernetesEntityAttribute>() is { } kind
            ? new(kind.Group, kind.ApiVersion, kind.PluralName, kind.Kind, namespaced, KubeJson.Options)
            : throw new InvalidOperationException($"{typeof(T)} names no kind");
}
