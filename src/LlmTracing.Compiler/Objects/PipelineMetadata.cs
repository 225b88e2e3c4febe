using System.Collections.Immutable;
using k8s.Models;
using Kube.Model;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Compiler.Objects;

/// <summary>Labels of what a pipeline consists of; its owner reference is added when it is applied.</summary>
internal static class PipelineMetadata
{
    /// <summary>What selects the collectors of a pipeline; never changes, because a Deployment's selector can't.</summary>
    internal static ImmutableSortedDictionary<string, string> Selector(ObjectKey pipeline) => Collections.Map(
        ("app.kubernetes.io/name", "llm-tracing-collector"),
        ("app.kubernetes.io/instance", pipeline.Name),
        ("app.kubernetes.io/component", "ingest"));

    /// <summary>Labels of all objects; the last keeps the pod webhook away from collectors.</summary>
    internal static ImmutableSortedDictionary<string, string> Labels(ObjectKey pipeline) => Selector(pipeline)
        .SetItem("app.kubernetes.io/part-of", "llm-tracing")
        .SetItem(WellKnown.ManagedBy, WellKnown.OperatorName);

    /// <summary>Metadata of an object of the pipeline.</summary>
    internal static V1ObjectMeta Of(TracePipeline pipeline, string name) => new()
    {
        Name = name,
        NamespaceProperty = pipeline.Metadata.Namespace,
        Labels = Labels(pipeline.Metadata.Key),
    };
}
