using System.Collections.Immutable;
using Kube.Model;
using Kube.Runtime;
using LlmTracing.Compiler;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Objects;
using LlmTracing.Compiler.Plan;
using LlmTracing.Operator.Hosting;

namespace LlmTracing.Operator.Pipelines;

/// <summary>Reads all that a pipeline's compilation depends on into one value. Values of Secrets are dropped at once.</summary>
internal sealed class FactsGatherer(KubeClient client, ClusterInformers informers)
{
    public async Task<ClusterFacts> GatherAsync(TracePipeline pipeline, CancellationToken cancellationToken)
    {
        var plans = new ObjectKey(pipeline.Metadata.Namespace ?? "", PipelineNames.Plans(pipeline.Metadata.Key));
        var facts = FromCaches() with { InForce = PlansInForce.Read(await client.FindAsync(Kinds.ConfigMap, plans, cancellationToken)) };
        return facts with { Secrets = await SecretsAsync(SecretReferences.Keys(pipeline, facts), cancellationToken) };
    }

    /// <summary>What is known without asking the API server.</summary>
    public ClusterFacts FromCaches() => new()
    {
        Policies = informers.Policies.Store.All(),
        Namespaces = informers.Namespaces.Store.Snapshot.Items.Values.ToImmutableSortedDictionary(
            item => item.Metadata.Name ?? "", item => item.Metadata.Labels, StringComparer.Ordinal),
    };

    private async Task<ImmutableDictionary<ObjectKey, SecretFact>> SecretsAsync(
        ImmutableArray<ObjectKey> keys, CancellationToken cancellationToken)
    {
        var facts = ImmutableDictionary.CreateBuilder<ObjectKey, SecretFact>();
        foreach (var key in keys)
        {
            if (await client.FindAsync(Kinds.Secret, key, cancellationToken) is { } secret)
            {
                facts[key] = SecretFact.From(secret);
            }
        }

        return facts.ToImmutable();
    }
}
