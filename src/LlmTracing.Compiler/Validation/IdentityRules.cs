using Kube.Model;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Resolve;

namespace LlmTracing.Compiler.Validation;

/// <summary>Hashes need a key; without one, anyone can test guesses against a digest.</summary>
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
            return [new(
                Path,
                Reasons.MissingHashKey,
                "Hash needs a key: without one, anyone can guess the values from their digests.",
                "Reference a Secret in the pipeline's namespace that holds at least 32 random bytes.")];
        }

        return Usable(context.Policy, identity.HashKey.SecretKeyRef, context.Facts);
    }

    /// <summary>No finding when Secrets are unknown.</summary>
    /// <remarks>A policy in another namespace always gets the same message: it must not learn which Secrets and keys exist.</remarks>
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
                    $"The namespace '{@namespace}' has no Secret '{selector.Name}' with the key '{selector.Key}' "
                        + "that policies in other namespaces may use.",
                    $"Ask the owner of the pipeline to label one with {WellKnown.HashKeyLabel}: \"true\"."),
            ];
        }

        return secret is not null && secret.Keys.Contains(selector.Key) && !secret.HashKeys.Contains(selector.Key)
            ? [new(
                path,
                Reasons.HashKeyTooShort,
                $"The key '{selector.Key}' in the Secret '{selector.Name}' is not text of at least 32 bytes.",
                "Create one with: openssl rand -hex 32.")]
            : SecretRules.Exists(path, selector, @namespace, facts);
    }
}
