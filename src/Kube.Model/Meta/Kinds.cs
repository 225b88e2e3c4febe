using k8s.Models;

namespace Kube.Model;

/// <summary>The built-in kinds that this project reads or writes.</summary>
public static class Kinds
{
    public static ResourceType<V1Namespace> Namespace { get; } = new("", "v1", "namespaces", "Namespace", false, KubeJson.Options);

    public static ResourceType<V1Pod> Pod { get; } = new("", "v1", "pods", "Pod", true, KubeJson.Options);

    public static ResourceType<V1ConfigMap> ConfigMap { get; } = new("", "v1", "configmaps", "ConfigMap", true, KubeJson.Options);

    public static ResourceType<V1Secret> Secret { get; } = new("", "v1", "secrets", "Secret", true, KubeJson.Options);

    public static ResourceType<V1Service> Service { get; } = new("", "v1", "services", "Service", true, KubeJson.Options);

    public static ResourceType<V1ServiceAccount> ServiceAccount { get; } = new(
        "", "v1", "serviceaccounts", "ServiceAccount", true, KubeJson.Options);

    public static ResourceType<V1Deployment> Deployment { get; } = new("apps", "v1", "deployments", "Deployment", true, KubeJson.Options);

    public static ResourceType<V1NetworkPolicy> NetworkPolicy { get; } = new(
        "networking.k8s.io", "v1", "networkpolicies", "NetworkPolicy", true, KubeJson.Options);

    public static ResourceType<V1PodDisruptionBudget> PodDisruptionBudget { get; } = new(
        "policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget", true, KubeJson.Options);

    public static ResourceType<V1ClusterRole> ClusterRole { get; } = new(
        "rbac.authorization.k8s.io", "v1", "clusterroles", "ClusterRole", false, KubeJson.Options);

    public static ResourceType<V1ClusterRoleBinding> ClusterRoleBinding { get; } = new(
        "rbac.authorization.k8s.io", "v1", "clusterrolebindings", "ClusterRoleBinding", false, KubeJson.Options);

    public static ResourceType<V1Lease> Lease { get; } = new("coordination.k8s.io", "v1", "leases", "Lease", true, KubeJson.Options);

    public static ResourceType<Eventsv1Event> Event { get; } = new("events.k8s.io", "v1", "events", "Event", true, KubeJson.Options);

    public static ResourceType<V1MutatingWebhookConfiguration> MutatingWebhookConfiguration { get; } = new(
        "admissionregistration.k8s.io", "v1", "mutatingwebhookconfigurations", "MutatingWebhookConfiguration", false, KubeJson.Options);

    public static ResourceType CustomResourceDefinition { get; } = new(
        "apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition", false);
}
