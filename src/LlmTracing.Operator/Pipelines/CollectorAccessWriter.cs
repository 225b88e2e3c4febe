using System.Text.Json;
using Kube.Model;
using Kube.Runtime;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Objects;
using LlmTracing.Operator.Hosting;

namespace LlmTracing.Operator.Pipelines;

/// <summary>Keeps the one ClusterRoleBinding that lets the collectors of all pipelines look up who a peer is.</summary>
/// <remarks>The ClusterRole itself comes with the installation: the operator must not be able to widen it.</remarks>
internal sealed class CollectorAccessWriter(LeaderClient client, ClusterInformers informers)
{
    /// <summary>Reads, and writes only a difference.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        var desired = CollectorAccess.Binding(informers.Pipelines.Store.All());
        var wanted = JsonSerializer.Deserialize(desired.Body.Span, Kinds.ClusterRoleBinding.TypeInfo)!;
        var live = await client.FindAsync(Kinds.ClusterRoleBinding, desired.Key, cancellationToken);
        if (live is null || !live.Subjects.OrEmpty().SequenceEqual(wanted.Subjects.OrEmpty()))
        {
            await client.ApplyAsync(
                ApplyBody.Of(Kinds.ClusterRoleBinding, wanted), new ApplyOptions(WellKnown.OperatorName), cancellationToken);
        }
    }
}
