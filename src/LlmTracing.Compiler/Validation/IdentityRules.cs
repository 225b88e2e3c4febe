using LlmTracing.Compiler.Api;

namespace LlmTracing.Compiler.Validation;

/// <summary>Hashes of identities need a key, else they can be guessed from a list.</summary>
internal static class IdentityRules
{
    private const string Path = "spec.identity.hashKey";

    internal static IEnumerable<Mistake> HashKey(PolicyContext context)
    {
        var identity = context.Spec.Identity;
        if (identity.UserId != IdentityMode.Hash && identity.SessionId != IdentityMode.Hash)
        {
            return [];
        }

        if (identity.HashKey is null)
        {
            return [new(Path, Reasons.MissingHashKey, "Hash needs a key.", "Refer to a Secret in the pipeline's namespace that holds at least 32 random bytes.")];
        }

        return SecretRules.Exists($"{Path}.secretKeyRef", identity.HashKey.SecretKeyRef, PipelineNamespace(context), context.Facts);
    }

    private static string PipelineNamespace(PolicyContext context) => Resolve.PipelineTarget.Of(context.Policy).Namespace;
}
