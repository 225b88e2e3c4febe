using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Resolve;

namespace LlmTracing.Compiler.Validation;

/// <summary>The policy's own name and the pipeline that it names.</summary>
internal static class ReferenceRules
{
    internal static IEnumerable<Mistake> Name(PolicyContext context)
    {
        if (context.Policy.Metadata.Name == WellKnown.NoPolicy)
        {
            yield return new(
                "metadata.name",
                Reasons.ReservedName,
                $"The name '{WellKnown.NoPolicy}' is reserved: as a label value it turns tracing off.",
                "Choose another name.");
        }
    }

    internal static IEnumerable<Mistake> Pipeline(PolicyContext context)
    {
        if (context.Pipeline is null)
        {
            var target = PipelineTarget.Of(context.Policy);
            yield return new(
                "spec.pipelineRef",
                Reasons.PipelineNotFound,
                $"There is no TracePipeline '{target.Name}' in the namespace '{target.Namespace}'.",
                "Create it, or correct the name and namespace in the reference.");
        }
    }

    /// <summary>Skips catalogue policies: they serve other namespaces, which is checked pod by pod.</summary>
    internal static IEnumerable<Mistake> Namespace(PolicyContext context)
    {
        if (context.Pipeline is not { } pipeline || context.IsCatalogue)
        {
            yield break;
        }

        var name = context.Policy.Metadata.Namespace ?? "";
        if (NamespaceGate.Allows(pipeline, name, NamespaceGate.Labels(context.Facts, name)) == false)
        {
            yield return new(
                "spec.pipelineRef",
                Reasons.NotAllowedByPipeline,
                $"The TracePipeline '{pipeline.Metadata.Key}' does not accept telemetry from the namespace '{name}'.",
                "Ask its owner to add the namespace to spec.allowedNamespaces, or use another pipeline.");
        }
    }
}
