using System.Collections.Immutable;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Compiler.Validation;

using Rule = Func<TracePipeline, ClusterFacts, IEnumerable<Mistake>>;

/// <summary>Finds all mistakes in a pipeline at once. Mostly does not repeat what the custom resource's schema checks.</summary>
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

    /// <summary>Unknown facts cause no findings.</summary>
    public static ImmutableArray<Finding> Validate(TracePipeline pipeline, ClusterFacts facts) =>
    [
        .. Rules.SelectMany(rule => rule(pipeline, facts))
            .Select(mistake => mistake.About(ApiKinds.TracePipeline.Kind, pipeline.Metadata.Key)),
    ];
}
