using Kube.Sandbox.Tables;

namespace Kube.Sandbox.Resources;

/// <summary>The resources that are there from the start: what the operator owns, reads or is installed with.</summary>
internal static class BuiltInResources
{
    private const string Rbac = "rbac.authorization.k8s.io";

    private static readonly ImmutableArray<string> All = ["all"];

    public static ImmutableArray<ResourceDefinition> Definitions { get; } = [.. Core().Concat(Groups()).Select(WithSchema)];

    private static ResourceDefinition WithSchema(ResourceDefinition definition) =>
        definition with { Schema = BuiltInSchemas.Of(definition.Group, definition.Version, definition.Kind) };

    private static IEnumerable<ResourceDefinition> Core() =>
    [
        new("", "v1", "namespaces", "Namespace", false)
        {
            ShortNames = ["ns"], HasStatus = true, Complete = Completion.Namespace, Columns = Column.Parse("Status:.status.phase"),
            SelectableFields = ["status.phase"],
        },
        new("", "v1", "pods", "Pod", true)
        {
            ShortNames = ["po"], Categories = All, HasStatus = true, HasGeneration = true, Complete = Completion.Pod,
            Check = WorkloadChecks.Pod,
            Columns = Column.Parse("Status:.status.phase", "IP:.status.podIP"), SelectableFields = ["status.phase", "spec.nodeName"],
        },
        new("", "v1", "configmaps", "ConfigMap", true) { ShortNames = ["cm"], Check = WorkloadChecks.Data },
        new("", "v1", "secrets", "Secret", true)
        {
            Complete = Completion.Secret, Check = WorkloadChecks.Data, Columns = Column.Parse("Type:.type"), SelectableFields = ["type"],
        },
        new("", "v1", "services", "Service", true)
        {
            ShortNames = ["svc"], Categories = All, HasStatus = true, Complete = Completion.Service,
            Columns = Column.Parse("Type:.spec.type", "Cluster-IP:.spec.clusterIP", "Port:.spec.ports[0].port"),
        },
        new("", "v1", "serviceaccounts", "ServiceAccount", true) { ShortNames = ["sa"] },
        new("", "v1", "events", "Event", true)
        {
            ShortNames = ["ev"], Columns = Column.Parse("Type:.type", "Reason:.reason", "Kind:.involvedObject.kind",
                "Object:.involvedObject.name", "Message:.message"),
            SelectableFields = [.. References("involvedObject"), "reason", "type"],
        },
        new("events.k8s.io", "v1", "events", "Event", true)
        {
            Storage = "events", SelectableFields = [.. References("regarding"), "reason", "type"],
            Columns = Column.Parse("Type:.type", "Reason:.reason", "Kind:.regarding.kind", "Object:.regarding.name", "Note:.note"),
            Aliases =
            [
                ("involvedObject", "regarding"), ("message", "note"), ("source", "deprecatedSource"),
                ("firstTimestamp", "deprecatedFirstTimestamp"),
                ("lastTimestamp", "deprecatedLastTimestamp"), ("count", "deprecatedCount"), ("reportingComponent", "reportingController"),
            ],
        },
    ];

    private static IEnumerable<string> References(string field) =>
        new[] { "kind", "namespace", "name", "uid" }.Select(part => $"{field}.{part}");

    private static IEnumerable<ResourceDefinition> Groups() =>
    [
        new("apps", "v1", "deployments", "Deployment", true)
        {
            ShortNames = ["deploy"], Categories = All, HasStatus = true, HasGeneration = true, Complete = Completion.Deployment,
            Check = WorkloadChecks.Workload,
            Columns = Column.Parse("Ready:.status.readyReplicas", "Up-to-date:.status.updatedReplicas",
                "Available:.status.availableReplicas"),
        },
        new("apps", "v1", "replicasets", "ReplicaSet", true)
        {
            ShortNames = ["rs"], Categories = All, HasStatus = true, HasGeneration = true, Complete = Completion.Template,
            Check = WorkloadChecks.Workload,
            Columns = Column.Parse("Desired:.spec.replicas", "Ready:.status.readyReplicas"),
        },
        new("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget", true)
        {
            ShortNames = ["pdb"], HasStatus = true, HasGeneration = true,
        },
        new("networking.k8s.io", "v1", "networkpolicies", "NetworkPolicy", true)
        {
            ShortNames = ["netpol"], HasGeneration = true, Complete = Completion.NetworkPolicy,
        },
        new(Rbac, "v1", "roles", "Role", true) { AnyName = true },
        new(Rbac, "v1", "clusterroles", "ClusterRole", false) { AnyName = true },
        new(Rbac, "v1", "rolebindings", "RoleBinding", true) { AnyName = true },
        new(Rbac, "v1", "clusterrolebindings", "ClusterRoleBinding", false) { AnyName = true },
        new("coordination.k8s.io", "v1", "leases", "Lease", true) { Columns = Column.Parse("Holder:.spec.holderIdentity") },
        new("admissionregistration.k8s.io", "v1", "mutatingwebhookconfigurations", "MutatingWebhookConfiguration", false)
        {
            HasGeneration = true,
        },
        new("apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition", false)
        {
            ShortNames = ["crd", "crds"], HasStatus = true, HasGeneration = true, Check = CustomResources.Check,
        },
    ];
}
