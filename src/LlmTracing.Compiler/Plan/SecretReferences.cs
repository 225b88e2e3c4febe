using System.Collections.Immutable;
using Kube.Model;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Resolve;

namespace LlmTracing.Compiler.Plan;

/// <summary>A field of a pipeline that refers to a Secret, and the variable that passes its value to the collectors.</summary>
internal sealed record SecretReference(string Path, string Variable, KeySelector Selector);

/// <summary>Which Secrets a pipeline needs.</summary>
public static class SecretReferences
{
    /// <summary>
    /// Secrets to read before a pipeline can be compiled: those of the backends, and the hash keys of the policies that send here
    /// and of the plans in force.
    /// </summary>
    public static ImmutableArray<ObjectKey> Keys(TracePipeline pipeline, ClusterFacts facts)
    {
        var backends = Of(pipeline.Spec).Select(reference => reference.Selector);
        var policies = facts.Policies
            .Where(policy => PipelineTarget.Of(policy) == pipeline.Metadata.Key)
            .Select(policy => policy.Spec.Identity.HashKey?.SecretKeyRef)
            .OfType<KeySelector>();
        var former = facts.InForce.Values.Select(plan => plan.HashKey).OfType<KeySelector>();
        return
        [
            .. backends.Concat(policies).Concat(former)
                .Select(selector => new ObjectKey(pipeline.Metadata.Namespace ?? "", selector.Name))
                .Distinct()
                .Order(),
        ];
    }

    /// <summary>The Secrets of the backends.</summary>
    internal static IEnumerable<SecretReference> Of(TracePipelineSpec pipeline) =>
        pipeline.Backends.SelectMany((backend, index) => Of(backend, $"spec.backends[{index}]"));

    private static IEnumerable<SecretReference> Of(Backend backend, string path)
    {
        foreach (var (header, index) in (backend.Otlp?.Headers ?? []).Select((header, index) => (header, index)))
        {
            yield return new(
                $"{path}.otlp.headers[{index}].value.secretKeyRef", SecretVariables.Header(backend.Name, header.Name),
                header.Value.SecretKeyRef);
        }

        if (backend.Langfuse is { } langfuse)
        {
            yield return new(
                $"{path}.langfuse.publicKey.secretKeyRef", SecretVariables.LangfusePublicKey(backend.Name),
                langfuse.PublicKey.SecretKeyRef);
            yield return new(
                $"{path}.langfuse.secretKey.secretKeyRef", SecretVariables.LangfuseSecretKey(backend.Name),
                langfuse.SecretKey.SecretKeyRef);
        }
    }
}
