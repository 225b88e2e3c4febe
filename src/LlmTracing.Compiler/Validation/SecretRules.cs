using Kube.Model;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Validation;

/// <summary>Secrets that must exist, in the pipeline's namespace. Only names are known here, never values.</summary>
internal static class SecretRules
{
    internal static IEnumerable<Mistake> Backends(TracePipeline pipeline, ClusterFacts facts) =>
        SecretReferences.Of(pipeline.Spec)
            .SelectMany(reference => Exists(reference.Path, reference.Selector, pipeline.Metadata.Namespace ?? "", facts));

    /// <summary>No finding when Secrets are unknown.</summary>
    internal static IEnumerable<Mistake> Exists(string path, KeySelector selector, string @namespace, ClusterFacts facts)
    {
        if (facts.Secrets is null)
        {
            yield break;
        }

        if (!facts.Secrets.TryGetValue(new ObjectKey(@namespace, selector.Name), out var secret))
        {
            yield return new(
                path,
                Reasons.SecretNotFound,
                $"There is no Secret '{selector.Name}' in the namespace '{@namespace}'.",
                $"Create it with the key '{selector.Key}', or reference another Secret.");
        }
        else if (!secret.Keys.Contains(selector.Key))
        {
            yield return new(
                path,
                Reasons.SecretKeyNotFound,
                $"The Secret '{selector.Name}' in the namespace '{@namespace}' has no key '{selector.Key}'.",
                "Add the key, or reference another one.");
        }
    }
}
