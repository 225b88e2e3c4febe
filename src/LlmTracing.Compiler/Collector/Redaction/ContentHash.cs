using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Collector.Redaction;

/// <summary>Keyed digests of content, and of who uses the application.</summary>
/// <remarks>
/// The collector's only keyed hash is that of <c>redaction</c>, which hashes line by line. An identity is one line. Content becomes its
/// SHA-256 first, behind a marker; <c>redaction</c> then replaces marker and digest, wherever they are, by their HMAC.
/// </remarks>
internal static class ContentHash
{
    /// <summary>Where <c>%s</c> is the SHA-256 in hex.</summary>
    internal const string Template = Hashes.Prefix + Hashes.Marker + "%s";

    internal static IEnumerable<Stage> Stages(string key, RedactionPlan plan, KeyRules rules)
    {
        if (plan.HashKey is { } secret)
        {
            yield return new($"redaction/{key}-hash", new Components.Redaction
            {
                BlockedKeyPatterns = rules.IdentityHashed.IsEmpty ? [] : [Ottl.Escaped(Ottl.WholeKey(rules.IdentityHashed))],
                BlockedValues = [Ottl.Escaped(Hashes.Marker + "[0-9a-f]{64}")],
                HashFunction = "hmac-sha256",
                HmacKey = $"${{env:{SecretVariables.HashKey(secret)}}}",
            });
        }
    }
}
