using System.Collections.Immutable;
using Kube.Schema.Json;

namespace Kube.Sandbox.Tables;

/// <summary>Columns of policies, RBAC and the API's own machinery.</summary>
internal static class PolicyColumns
{
    public static ImmutableArray<Column> DisruptionBudget { get; } =
    [
        Column.Of("Min Available", value => value.At("spec", "minAvailable")?.ToString() ?? "N/A"),
        Column.Of("Max Unavailable", value => value.At("spec", "maxUnavailable")?.ToString() ?? "N/A"),
        Column.Of("Allowed Disruptions", value => value.Integer("status", "disruptionsAllowed") ?? 0),
        Column.Age,
    ];

    public static ImmutableArray<Column> Autoscaler { get; } =
    [
        Column.Of("Reference", value => $"{value.Text("spec", "scaleTargetRef", "kind")}/{value.Text("spec", "scaleTargetRef", "name")}"),
        Column.Of("MinPods", value => value.Integer("spec", "minReplicas")?.ToString() ?? "<unset>"),
        Column.Of("MaxPods", value => value.Integer("spec", "maxReplicas")),
        Column.Of("Replicas", value => value.Integer("status", "currentReplicas") ?? 0),
        Column.Age,
    ];

    public static ImmutableArray<Column> NetworkPolicy { get; } =
        [Column.Of("Pod-Selector", value => CoreColumns.Selector(value.Map("spec", "podSelector"))), Column.Age];

    public static ImmutableArray<Column> EndpointSlice { get; } =
    [
        Column.Of("AddressType", value => value.Text("addressType")),
        Column.Of("Ports", value => CoreColumns.Or(string.Join(",", value.Maps("ports").Select(port => port.Integer("port"))))),
        Column.Of("Endpoints", value => CoreColumns.Or(string.Join(",", value.Maps("endpoints").SelectMany(endpoint => endpoint.Texts("addresses"))))),
        Column.Age,
    ];

    public static ImmutableArray<Column> Created { get; } = [Column.Of("Created At", value => value.Text("metadata", "creationTimestamp"), type: "date")];

    public static ImmutableArray<Column> Binding { get; } =
        [Column.Of("Role", value => $"{value.Text("roleRef", "kind")}/{value.Text("roleRef", "name")}"), Column.Age];

    public static ImmutableArray<Column> Lease { get; } = [Column.Of("Holder", value => value.Text("spec", "holderIdentity") ?? ""), Column.Age];

    public static ImmutableArray<Column> Webhooks { get; } = [Column.Of("Webhooks", value => value.List("webhooks")?.Count ?? 0), Column.Age];

    public static ImmutableArray<Column> Definition { get; } =
        [Column.Of("Created At", value => value.Text("metadata", "creationTimestamp"), type: "date")];
}
