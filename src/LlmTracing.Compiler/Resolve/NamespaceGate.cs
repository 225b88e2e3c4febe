using LlmTracing.Compiler.Api;

namespace LlmTracing.Compiler.Resolve;

/// <summary>Which namespaces may send to a pipeline.</summary>
public static class NamespaceGate
{
    /// <summary>Null when it depends on labels that are unknown.</summary>
    public static bool? Allows(TracePipeline pipeline, string namespaceName, IReadOnlyDictionary<string, string>? namespaceLabels) =>
        pipeline.Spec.AllowedNamespaces switch
        {
            { From: AllowedFrom.All } => true,
            { From: AllowedFrom.Same } => namespaceName == pipeline.Metadata.Namespace,
            { Selector: { } selector } => namespaceLabels is null ? null : selector.Matches(namespaceLabels),
            _ => false,
        };

    /// <summary>Labels of a namespace, null when unknown.</summary>
    public static IReadOnlyDictionary<string, string>? Labels(ClusterFacts facts, string namespaceName) =>
        facts.Namespaces is { } known && known.TryGetValue(namespaceName, out var labels) ? labels : null;
}
