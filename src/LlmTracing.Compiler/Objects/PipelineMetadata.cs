using System.Collections.Immutable;
using k8s.Models;
using Kube.Model;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Compiler.Objects;

/// <summary>Labels of a pipeline's objects; the owner reference is added on apply.</summary>
internal static class PipelineMetadata
{
    /// <summary>Selector of a pipeline's collectors. It never changes, because a Deployment's selector cannot.</summary>
    internal static ImmutableSortedDictionary<string, string> Selector(ObjectKey pipeline) => Collections.Map(
        ("app.kubernetes.io/name", "llm-tracing-collector"),
        ("app.kubernetes.io/instance", pipeline.Name),
        ("app.kubernetes.io/component", "ingest"));

    /// <summary>Labels of all objects; the last one keeps the pod webhook away from collectors.</summary>
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
