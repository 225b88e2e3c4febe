using System.Collections.Frozen;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Preview;

/// <summary>All that a key alone decides.</summary>
/// <param name="Suspicious">Somebody's data may have become this key: it is not shown.</param>
internal sealed record KeyDecision(
    bool Suspicious, bool Removed, bool Dropped, bool Hashed, bool IdentityHashed, bool FreeText, bool Kept, bool Truncated, bool TellsLength);

/// <summary>The key rules of a plan, compiled. Decisions are remembered, since telemetry repeats its keys.</summary>
internal sealed class KeyDecisions
{
    private static readonly KeyPattern Suspicious = KeyPattern.Anywhere(Shapes.SuspiciousKey);

    private readonly Remembered<KeyDecision> decisions = new();
    private readonly FrozenSet<string> told;
    private readonly bool closed;
    private readonly KeyPattern removed, survivors, freeText, identityHashed, dropped, hashed, truncated, kept;

    internal KeyDecisions(RedactionPlan plan)
    {
        var rules = new KeyRules(plan);
        closed = plan.Closed;
        removed = KeyPattern.Whole(rules.Removed);
        survivors = KeyPattern.Whole(rules.Survivors);
        freeText = KeyPattern.Whole(rules.FreeText);
        identityHashed = KeyPattern.Whole(rules.IdentityHashed);
        dropped = KeyPattern.Whole(rules.Content(ContentMode.Drop));
        hashed = KeyPattern.Whole(rules.Content(ContentMode.Hash));
        truncated = KeyPattern.Whole(rules.Content(ContentMode.Truncate));
        told = FrozenSet.ToFrozenSet([.. rules.Content(ContentMode.Hash).Select(HashedLength.Literal).OfType<string>()], StringComparer.Ordinal);
        kept = KeyPattern.Whole(rules.Kept);
    }

    internal KeyDecision Of(string key) => decisions.GetOrAdd(key, Decide);

    private KeyDecision Decide(string key)
    {
        return new(
            Suspicious: Suspicious.Matches(key),
            Removed: removed.Matches(key) || key.StartsWith(Staging.Prefix, StringComparison.Ordinal),
            Dropped: (closed && !survivors.Matches(key)) || dropped.Matches(key),
            Hashed: hashed.Matches(key),
            IdentityHashed: identityHashed.Matches(key),
            FreeText: closed && freeText.Matches(key),
            Kept: kept.Matches(key),
            Truncated: truncated.Matches(key),
            TellsLength: told.Contains(key));
    }
}
