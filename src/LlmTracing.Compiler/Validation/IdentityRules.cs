using Kube.Model;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Resolve;

namespace LlmTracing.Compiler.Validation;

/// <summary>Hashes need a key, else they can be guessed from a list.</summary>
internal static class IdentityRules
{
    private const string Path = "spec.identity.hashKey";

    internal static IEnumerable<Mistake> HashKey(PolicyContext context)
    {
        var identity = context.Spec.Identity;
        if (!RedactionPlanner.Hashes(context.Spec))
        {
            return [];
        }

        if (identity.HashKey is null)
        {
            return [new(Path, Reasons.MissingHashKey, "Hash needs a key: without one its digests can be guessed from a list.", "Refer to a Secret in the pipeline's namespace that holds at least 32 random bytes.")];
        }

        return Usable(context.Policy, identity.HashKey.SecretKeyRef, context.Facts);
    }

    /// <summary>No finding when Secrets are unknown.</summary>
    /// <remarks>One message for all that another namespace may not know: whether a Secret exists there, and which keys it has.</remarks>
    internal static IEnumerable<Mistake> Usable(LlmTracingPolicy policy, KeySelector selector, ClusterFacts facts)
    {
        const string path = $"{Path}.secretKeyRef";
        var @namespace = PipelineTarget.Of(policy).Namespace;
        var secret = facts.Secrets?.GetValueOrDefault(new ObjectKey(@namespace, selector.Name));
        if (facts.Secrets is null)
        {
            return [];
        }

        if (policy.Metadata.Namespace != @namespace && !(secret is { IsShared: true } && secret.Keys.Contains(selector.Key)))
        {
            return
            [
                new(
                    path,
                    Reasons.HashKeyNotAvailable,
                    $"The namespace '{@namespace}' has no Secret '{selector.Name}' with the key '{selector.Key}' for policies of other namespaces.",
                    $"Ask the owner of the pipeline for one with the label {WellKnown.HashKeyLabel}: \"true\"."),
            ];
        }

        return secret is not null && secret.Keys.Contains(selector.Key) && !secret.HashKeys.Contains(selector.Key)
            ? [new(path, Reasons.HashKeyTooShort, $"The key '{selector.Key}' of the Secret '{selector.Name}' is not text of at least 32 bytes.", "Create one with: openssl rand -hex 32.")]
            : SecretRules.Exists(path, selector, @namespace, facts);
    }
}
