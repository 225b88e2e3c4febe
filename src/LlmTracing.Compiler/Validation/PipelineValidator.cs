using System.Collections.Immutable;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Compiler.Validation;

using Rule = Func<TracePipeline, ClusterFacts, IEnumerable<Mistake>>;

/// <summary>All mistakes of a pipeline at once. What the schema of the custom resource refuses is mostly not looked for again.</summary>
public static class PipelineValidator
{
    private static readonly ImmutableArray<Rule> Rules =
    [
        (pipeline, _) => SizeRules.Metadata(pipeline.Metadata),
        (pipeline, _) => BackendRules.OneBlock(pipeline.Spec.Backends),
        (pipeline, _) => BackendRules.Names(pipeline.Spec.Backends),
        (pipeline, _) => EndpointRules.Endpoints(pipeline.Spec.Backends),
        (pipeline, _) => HeaderRules.Headers(pipeline.Spec.Backends),
        (pipeline, _) => SelectorRules.AllowedNamespaces(pipeline.Spec.AllowedNamespaces),
        (pipeline, _) => CollectorRules.Image(pipeline.Spec.Collector.Image),
        (pipeline, _) => CollectorRules.Resources(pipeline.Spec.Collector.Ingest),
        (pipeline, _) => CollectorRules.Keys(pipeline.Spec.Collector.Ingest),
        (pipeline, _) => PeerRules.Peers(pipeline.Spec.Network.From),
        SecretRules.Backends,
    ];

    /// <summary>Unknown facts give no finding.</summary>
    public static ImmutableArray<Finding> Validate(TracePipeline pipeline, ClusterFacts facts) =>
    [
        .. Rules.SelectMany(rule => rule(pipeline, facts)).Select(mistake => mistake.About(ApiKinds.TracePipeline.Kind, pipeline.Metadata.Key)),
    ];
}
