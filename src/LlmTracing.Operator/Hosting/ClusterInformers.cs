using System.Collections.Immutable;
using Kube.Model;
using Kube.Runtime;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Resolve;
using LlmTracing.Compiler.Status;

namespace LlmTracing.Operator.Hosting;

/// <summary>What this process keeps a live copy of. Of what it owns only metadata, but for the status of Deployments; of pods
/// nothing.</summary>
internal sealed class ClusterInformers
{
    private const string ByNamespace = "namespace";
    private const string ByPipeline = "pipeline";

    public ClusterInformers(InformerSet informers)
    {
        var owned = new ListOptions { LabelSelector = $"{WellKnown.ManagedBy}={WellKnown.OperatorName}" };
        Pipelines = informers.Get(ApiKinds.TracePipeline);
        Policies = informers.Get(ApiKinds.LlmTracingPolicy)
            .Index(ByNamespace, policy => policy.Metadata.Namespace ?? "")
            .Index(ByPipeline, policy => PipelineTarget.Of(policy).ToString());
        Namespaces = informers.GetMetadata(Kinds.Namespace);
        Deployments = informers.Get(CollectorDeployment.Resource, owned);
        Parts =
        [
            .. new ResourceType[] { Kinds.ConfigMap, Kinds.Service, Kinds.ServiceAccount, Kinds.NetworkPolicy, Kinds.PodDisruptionBudget }
                .Select(type => informers.GetMetadata(type, owned)),
        ];
    }

    public Informer<TracePipeline> Pipelines { get; }

    public Informer<LlmTracingPolicy> Policies { get; }

    public Informer<ObjectMetadata> Namespaces { get; }

    /// <summary>Deployments of collectors.</summary>
    public Informer<CollectorDeployment> Deployments { get; }

    /// <summary>Everything else that pipelines own.</summary>
    public ImmutableArray<Informer<ObjectMetadata>> Parts { get; }

    /// <summary>Everything that pipelines own.</summary>
    public IEnumerable<IInformer> Owned => [Deployments, .. Parts];

    public ImmutableArray<LlmTracingPolicy> PoliciesIn(string @namespace) => Policies.Store.ByIndex(ByNamespace, @namespace);

    public ImmutableArray<LlmTracingPolicy> PoliciesOf(ObjectKey pipeline) => Policies.Store.ByIndex(ByPipeline, pipeline.ToString());

    public ImmutableSortedDictionary<string, string> LabelsOf(string @namespace) =>
        Namespaces.Store.Find(new ObjectKey("", @namespace))?.Metadata.Labels ?? ImmutableSortedDictionary<string, string>.Empty;
}
