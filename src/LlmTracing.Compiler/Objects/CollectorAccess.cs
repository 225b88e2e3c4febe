using System.Collections.Immutable;
using k8s.Models;
using Kube.Model;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Compiler.Objects;

/// <summary>
/// What lets collectors look up whose peer address it is. Cluster-scoped, so no pipeline can own it: one role and one binding
/// for all, whose list of subjects is made anew each time and cleans itself.
/// </summary>
public static class CollectorAccess
{
    /// <summary>The role and the binding.</summary>
    public static ImmutableArray<DesiredObject> Render(IEnumerable<TracePipeline> pipelines) => [Role, Binding(pipelines)];

    /// <summary>Pods and their namespaces; the name of a Deployment is in that of the ReplicaSet that owns a pod.</summary>
    public static DesiredObject Role { get; } = DesiredObject.Of(
        Kinds.ClusterRole,
        new V1ClusterRole
        {
            ApiVersion = Kinds.ClusterRole.ApiVersion,
            Kind = Kinds.ClusterRole.Kind,
            Metadata = Metadata,
            Rules = [new V1PolicyRule { ApiGroups = [""], Resources = ["pods", "namespaces"], Verbs = ["list", "watch"] }],
        });

    /// <summary>Grants the role to the collectors of these pipelines, which must be all of the cluster.</summary>
    public static DesiredObject Binding(IEnumerable<TracePipeline> pipelines) => DesiredObject.Of(
        Kinds.ClusterRoleBinding,
        new V1ClusterRoleBinding
        {
            ApiVersion = Kinds.ClusterRoleBinding.ApiVersion,
            Kind = Kinds.ClusterRoleBinding.Kind,
            Metadata = Metadata,
            RoleRef = new V1RoleRef { ApiGroup = Kinds.ClusterRole.Group, Kind = Kinds.ClusterRole.Kind, Name = WellKnown.CollectorRole },
            Subjects =
            [
                .. pipelines.Select(pipeline => pipeline.Metadata.Key).Distinct().Order().Select(pipeline => new Rbacv1Subject
                {
                    Kind = Kinds.ServiceAccount.Kind,
                    Name = PipelineNames.Ingest(pipeline),
                    NamespaceProperty = pipeline.Namespace,
                }),
            ],
        });

    /// <remarks>Labels are those of whoever installs the two, such as Helm.</remarks>
    private static V1ObjectMeta Metadata => new() { Name = WellKnown.CollectorRole };
}
