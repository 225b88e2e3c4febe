using System.Collections.Immutable;
using Kube.Sandbox.Resources.Defaults;
using Kube.Sandbox.Resources.Validation;
using Kube.Sandbox.Tables;

namespace Kube.Sandbox.Resources;

/// <summary>The resources that are there from the start.</summary>
internal static class BuiltInResources
{
    private static readonly ImmutableArray<string> All = ["all"];

    public static ImmutableArray<ResourceDefinition> Definitions { get; } =
        [.. Core().Concat(Workloads()).Concat(Policies()).Concat(Machinery()).Select(WithSchema)];

    private static ResourceDefinition WithSchema(ResourceDefinition definition) =>
        definition with { Schema = BuiltInSchemas.Of(definition.Group, definition.Version, definition.Kind) };

    private static IEnumerable<ResourceDefinition> Core() =>
    [
        new("", "v1", "namespaces", "Namespace", false)
        {
            ShortNames = ["ns"], HasStatus = true, Defaults = CoreDefaults.Namespace, Columns = CoreColumns.Namespace, Names = NameRule.Label,
            SelectableFields = ["status.phase"], Actions = [("finalize", "Namespace", "update")],
        },
        new("", "v1", "pods", "Pod", true)
        {
            ShortNames = ["po"], Categories = All, HasStatus = true, HasGeneration = true, Defaults = PodDefaults.Apply, Columns = PodColumns.All,
            Check = PodChecks.Check,
            SelectableFields = ["status.phase", "spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "status.podIP"],
            Actions = [("binding", "Binding", "create"), ("eviction", "Eviction", "create")],
        },
        new("", "v1", "configmaps", "ConfigMap", true) { ShortNames = ["cm"], Columns = CoreColumns.ConfigMap, Check = DataChecks.Check },
        new("", "v1", "secrets", "Secret", true)
        {
            Columns = CoreColumns.Secret, Defaults = CoreDefaults.Secret, SelectableFields = ["type"], Check = DataChecks.Check,
        },
        new("", "v1", "services", "Service", true)
        {
            ShortNames = ["svc"], Categories = All, HasStatus = true, Defaults = CoreDefaults.Service, Columns = CoreColumns.Service,
            SelectableFields = ["spec.clusterIP", "spec.type"], Names = NameRule.DnsLabel, Check = ServiceChecks.Check,
        },
        new("", "v1", "serviceaccounts", "ServiceAccount", true)
        {
            ShortNames = ["sa"], Columns = CoreColumns.ServiceAccount, Actions = [("token", "TokenRequest", "create")],
        },
        new("", "v1", "nodes", "Node", false)
        {
            ShortNames = ["no"], HasStatus = true, Defaults = CoreDefaults.Node, Columns = CoreColumns.Node, SelectableFields = ["spec.unschedulable"],
        },
        new("", "v1", "endpoints", "Endpoints", true) { ShortNames = ["ep"], Columns = CoreColumns.Endpoints },
        new("", "v1", "persistentvolumeclaims", "PersistentVolumeClaim", true)
        {
            ShortNames = ["pvc"], HasStatus = true, Defaults = CoreDefaults.Claim,
        },
        new("", "v1", "events", "Event", true)
        {
            ShortNames = ["ev"], Columns = CoreColumns.Event, SelectableFields = EventFields, View = EventView.Core,
        },
        new("events.k8s.io", "v1", "events", "Event", true)
        {
            ShortNames = ["ev"], Columns = CoreColumns.EventOfEvents, SelectableFields = EventFields, Storage = "events", View = EventView.View,
        },
    ];

    private static ImmutableArray<string> EventFields =>
    [
        "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid", "involvedObject.apiVersion",
        "regarding.kind", "regarding.namespace", "regarding.name", "regarding.uid", "regarding.apiVersion",
        "reason", "type", "reportingComponent", "reportingController", "source",
    ];

    private static IEnumerable<ResourceDefinition> Workloads() =>
    [
        new("apps", "v1", "deployments", "Deployment", true)
        {
            ShortNames = ["deploy"], Categories = All, HasStatus = true, HasGeneration = true, Defaults = WorkloadDefaults.Deployment,
            Columns = WorkloadColumns.Deployment, Scale = ReplicaScale, Check = WorkloadChecks.Check,
        },
        new("apps", "v1", "replicasets", "ReplicaSet", true)
        {
            ShortNames = ["rs"], Categories = All, HasStatus = true, HasGeneration = true, Defaults = WorkloadDefaults.ReplicaSet,
            Columns = WorkloadColumns.ReplicaSet, Scale = ReplicaScale, SelectableFields = ["status.replicas"], Check = WorkloadChecks.Check,
        },
        new("apps", "v1", "statefulsets", "StatefulSet", true)
        {
            ShortNames = ["sts"], Categories = All, HasStatus = true, HasGeneration = true, Defaults = WorkloadDefaults.StatefulSet,
            Columns = WorkloadColumns.StatefulSet, Scale = ReplicaScale, Check = WorkloadChecks.Check,
        },
        new("batch", "v1", "jobs", "Job", true)
        {
            Categories = All, HasStatus = true, HasGeneration = true, Defaults = WorkloadDefaults.Job, Columns = WorkloadColumns.Job,
            SelectableFields = ["status.successful"],
        },
    ];

    private static ScalePaths ReplicaScale => new("spec.replicas", "status.replicas", null);

    private static IEnumerable<ResourceDefinition> Policies() =>
    [
        new("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget", true)
        {
            ShortNames = ["pdb"], HasStatus = true, HasGeneration = true, Columns = PolicyColumns.DisruptionBudget, Defaults = PolicyDefaults.DisruptionBudget,
        },
        new("autoscaling", "v2", "horizontalpodautoscalers", "HorizontalPodAutoscaler", true)
        {
            ShortNames = ["hpa"], Categories = All, HasStatus = true, Defaults = PolicyDefaults.Autoscaler, Columns = PolicyColumns.Autoscaler,
        },
        new("networking.k8s.io", "v1", "networkpolicies", "NetworkPolicy", true)
        {
            ShortNames = ["netpol"], HasGeneration = true, Defaults = PolicyDefaults.NetworkPolicy, Columns = PolicyColumns.NetworkPolicy,
        },
        new("discovery.k8s.io", "v1", "endpointslices", "EndpointSlice", true)
        {
            HasGeneration = true, Columns = PolicyColumns.EndpointSlice, Defaults = CoreDefaults.EndpointSlice,
        },
        new("rbac.authorization.k8s.io", "v1", "roles", "Role", true) { Columns = PolicyColumns.Created, Names = NameRule.PathSegment },
        new("rbac.authorization.k8s.io", "v1", "clusterroles", "ClusterRole", false) { Columns = PolicyColumns.Created, Names = NameRule.PathSegment },
        new("rbac.authorization.k8s.io", "v1", "rolebindings", "RoleBinding", true)
        {
            Columns = PolicyColumns.Binding, Defaults = PolicyDefaults.Binding, Names = NameRule.PathSegment,
        },
        new("rbac.authorization.k8s.io", "v1", "clusterrolebindings", "ClusterRoleBinding", false)
        {
            Columns = PolicyColumns.Binding, Defaults = PolicyDefaults.Binding, Names = NameRule.PathSegment,
        },
    ];

    private static IEnumerable<ResourceDefinition> Machinery() =>
    [
        new("coordination.k8s.io", "v1", "leases", "Lease", true) { Columns = PolicyColumns.Lease },
        new("admissionregistration.k8s.io", "v1", "mutatingwebhookconfigurations", "MutatingWebhookConfiguration", false)
        {
            Categories = ["api-extensions"], HasGeneration = true, Defaults = PolicyDefaults.MutatingWebhooks, Columns = PolicyColumns.Webhooks,
        },
        new("admissionregistration.k8s.io", "v1", "validatingwebhookconfigurations", "ValidatingWebhookConfiguration", false)
        {
            Categories = ["api-extensions"], HasGeneration = true, Defaults = PolicyDefaults.ValidatingWebhooks, Columns = PolicyColumns.Webhooks,
        },
        new("apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition", false)
        {
            ShortNames = ["crd", "crds"], Categories = ["api-extensions"], HasStatus = true, HasGeneration = true, Defaults = PolicyDefaults.Definition,
            Columns = PolicyColumns.Definition, Check = DefinitionChecks.Check,
        },
    ];
}
