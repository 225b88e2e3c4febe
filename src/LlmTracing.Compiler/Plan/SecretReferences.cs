using Kube.Model;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Compiler.Plan;

/// <summary>A place of a pipeline that refers to a Secret, and the variable by which the collectors get the value.</summary>
internal sealed record SecretReference(string Path, string Variable, KeySelector Selector);

/// <summary>All Secrets that a pipeline's backends refer to.</summary>
internal static class SecretReferences
{
    internal static IEnumerable<SecretReference> Of(TracePipelineSpec pipeline) =>
        pipeline.Backends.SelectMany((backend, index) => Of(backend, $"spec.backends[{index}]"));

    private static IEnumerable<SecretReference> Of(Backend backend, string path)
    {
        foreach (var (header, index) in (backend.Otlp?.Headers ?? []).Select((header, index) => (header, index)))
        {
            yield return new($"{path}.otlp.headers[{index}].value.secretKeyRef", SecretVariables.Header(backend.Name, header.Name), header.Value.SecretKeyRef);
        }

        if (backend.Langfuse is { } langfuse)
        {
            yield return new($"{path}.langfuse.publicKey.secretKeyRef", SecretVariables.LangfusePublicKey(backend.Name), langfuse.PublicKey.SecretKeyRef);
            yield return new($"{path}.langfuse.secretKey.secretKeyRef", SecretVariables.LangfuseSecretKey(backend.Name), langfuse.SecretKey.SecretKeyRef);
        }
    }
}
