using System.Collections.Immutable;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Collector.Components;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Collector.Redaction;

/// <summary>The processors that carry out one plan, in order.</summary>
/// <remarks>
/// No single processor reaches every place where text can hide. So: spans with links go; names, status and bodies are staged
/// as attributes; keys are dropped and hashed; <c>redaction</c> masks all that is left, of any type; what was staged returns.
/// </remarks>
public static class RedactionStages
{
    /// <summary>The stages of a plan; <paramref name="key"/> tells their names from those of other plans.</summary>
    public static ImmutableArray<Stage> Of(string key, RedactionPlan plan)
    {
        var rules = new KeyRules(plan);
        return
        [
            .. Links(key, plan),
            new($"transform/{key}-before", Before.Transform(plan, rules)),
            .. IdentityHash(key, plan, rules),
            .. Shape(key, plan, rules),
            .. Detection(key, plan, rules),
            new($"transform/{key}-after", After.Transform(plan, rules)),
        ];
    }

    private static IEnumerable<Stage> Links(string key, RedactionPlan plan) =>
        plan.Links == LinkMode.DropSpan ? [new($"filter/{key}-links", new Filter(["Len(span.links) > 0"]), TracesOnly: true)] : [];

    private static IEnumerable<Stage> IdentityHash(string key, RedactionPlan plan, KeyRules rules)
    {
        if (plan.HashKey is { } secret && rules.IdentityHashed.Length > 0)
        {
            yield return new($"redaction/{key}-identity", new Components.Redaction
            {
                BlockedKeyPatterns = [Ottl.Escaped(Ottl.WholeKey(rules.IdentityHashed))],
                HashFunction = "hmac-sha256",
                HmacKey = $"${{env:{SecretVariables.HashKey(secret)}}}",
            });
        }
    }

    private static IEnumerable<Stage> Shape(string key, RedactionPlan plan, KeyRules rules) =>
        plan.Closed
            ? [new($"redaction/{key}-shape", Masking([Shapes.NotAnIdentifier, Shapes.TooLong], rules.FreeText))]
            : [];

    /// <remarks>
    /// Two processors, because within one the order of the patterns is not defined: an e-mail address inside the credentials of a
    /// URL must not be found before the credentials are.
    /// </remarks>
    private static IEnumerable<Stage> Detection(string key, RedactionPlan plan, KeyRules rules)
    {
        var digests = rules.IdentityHashed.AddRange(rules.Content(ContentMode.Hash));
        return new[]
        {
            (Name: "secrets", Detectors: DetectorSelection.Everywhere(plan), Ignored: digests),
            (Name: "personal", Detectors: DetectorSelection.OutsideKeptContent(plan), Ignored: digests.AddRange(rules.Content(ContentMode.Keep))),
        }
        .Where(pass => !pass.Detectors.IsEmpty)
        .Select(pass => new Stage($"redaction/{key}-{pass.Name}", Masking(pass.Detectors.Select(detector => detector.Pattern), pass.Ignored)));
    }

    private static Components.Redaction Masking(IEnumerable<string> patterns, ImmutableArray<string> ignoredKeys) => new()
    {
        BlockedValues = [.. patterns.Select(Ottl.Escaped)],
        IgnoredKeyPatterns = ignoredKeys.IsEmpty ? [] : [Ottl.Escaped(Ottl.WholeKey(ignoredKeys))],
    };
}
