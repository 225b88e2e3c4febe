using System.Collections.Immutable;
using Kube.Model;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Compiler.Objects;

/// <summary>Labels and owner of what a pipeline consists of.</summary>
internal static class Ownership
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

    /// <summary>Metadata of an object of the pipeline; without an owner when the pipeline was never stored.</summary>
    internal static ObjectMeta Metadata(TracePipeline pipeline, string name) => new()
    {
        Name = name,
        Namespace = pipeline.Metadata.Namespace,
        Labels = Labels(pipeline.Metadata.Key),
        OwnerReferences = pipeline.Metadata.Uid is { } uid ? [Owner(pipeline, uid)] : [],
    };

    private static OwnerReference Owner(TracePipeline pipeline, string uid) => new()
    {
        ApiVersion = ApiKinds.TracePipeline.ApiVersion,
        Kind = ApiKinds.TracePipeline.Kind,
        Name = pipeline.Metadata.Name ?? "",
        Uid = uid,
        Controller = true,
    };
}
