using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Plan.Messages;

namespace LlmTracing.Compiler.Plan;

/// <summary>
/// A plan applied to the vocabulary: which attribute keys are dropped, hashed, truncated, masked or kept. Patterns are RE2 and must must
/// match the whole key.
/// </summary>
/// <remarks>
/// Names, status messages, bodies and event payloads are not attributes. Both interpreters stage them as attributes under
/// <see cref="Staging"/> keys, so that one rule per mode handles all content.
/// </remarks>
public sealed class KeyRules
{
    private readonly ILookup<ContentMode, string> byMode;

    /// <summary>The rules of a plan.</summary>
    public KeyRules(RedactionPlan plan)
    {
        byMode = Vocabulary.Keys
            .Select(family => (Mode: plan.Strictest(family.Categories), family.Pattern))
            .Concat(EventContent.Kinds.Select(kind => (Mode: plan.Strictest(kind.Categories), Pattern: Staging.PatternOf(kind))))
            .Append((Mode: plan[Category.Errors], Pattern: Staging.StatusPattern))
            .Append((Mode: plan.Default, Pattern: Staging.DefaultBodyPattern))
            .Concat(Messages(new MessageModes(plan)))
            .ToLookup(rule => rule.Mode, rule => rule.Pattern);

        var identity = new[] { (plan.UserId, IdentityKeys.User), (plan.SessionId, IdentityKeys.Session) };
        IdentityHashed = Patterns(identity, IdentityMode.Hash);
        Kept = [.. Content(ContentMode.Keep), .. Content(ContentMode.Hash), .. IdentityHashed];
        Removed = [Credentials, .. plan.Deny.Select(Group), .. Patterns(identity, IdentityMode.Drop)];
        FreeText =
        [
            .. plan.Allow.Select(Group), .. IdentityHashed, .. Patterns(identity, IdentityMode.Keep),
            .. byMode.Where(rules => rules.Key != ContentMode.Drop).SelectMany(rules => rules), Staging.NamesAndFlags,
            .. StructuralKeys.Structured.Select(one => Regex.Escape(one.Key)),
        ];
        Survivors = [.. StructuralKeys.Patterns, .. FreeText];
    }

    /// <summary>Keys that name a credential, and recorded headers that carry one; removed by every plan.</summary>
    public const string Credentials =
        @"(?:http\.(?:request|response)\.header|ai\.request\.headers|rpc\..+\.metadata)\.(?i:.*(?:auth|cookie|api[-_]?key|token|secret|password|signature).*)"
        + @"|(?:gen_ai|llm|langsmith\.request|mastra\.metadata)\.headers|mastra\.log\.tracing|mcp\.auth\.(?:authorization_code|state|code_challenge)"
        + "|(?i:(?:.*[._-])?(?:password|passwd|secret|api[-_]?key|(?:access|refresh|id)[-_]?token|private[-_]?key|authorization|credentials?))";

    /// <summary>Credentials, denied keys and dropped identities.</summary>
    public ImmutableArray<string> Removed { get; }

    public ImmutableArray<string> IdentityHashed { get; }

    /// <summary>Keys that are not searched for personal data: kept content and digests. Empty if there are none.</summary>
    public ImmutableArray<string> Kept { get; }

    /// <summary>What a closed plan keeps; everything else is unknown and is removed.</summary>
    public ImmutableArray<string> Survivors { get; }

    /// <summary>Kept keys whose values may be text or have their own form; all others must look like identifiers.</summary>
    public ImmutableArray<string> FreeText { get; }

    /// <summary>Content keys of one mode.</summary>
    public ImmutableArray<string> Content(ContentMode mode) => [.. byMode[mode]];

    private static IEnumerable<(ContentMode Mode, string Pattern)> Messages(MessageModes modes) =>
        modes.Differ
            ?
            [
                (ContentMode.Mask, Staging.PatternOf(ListPart.Masked)),
                (ContentMode.Keep, Staging.PatternOf(ListPart.Kept)),
                (ContentMode.Keep, Staging.PatternOf(ListPart.Speakers)),
                (ContentMode.Keep, Staging.PatternOf(ListPart.Key)),
                .. Roles.All.Select(role => (modes.Of(role), $"{Staging.SpokenPattern}{Roles.Names(one => one == role)}\\..+")),
            ]
            : [];

    private static ImmutableArray<string> Patterns((IdentityMode Mode, ImmutableArray<string> Keys)[] identity, IdentityMode mode) =>
        [.. identity.Where(one => one.Mode == mode).SelectMany(one => one.Keys)];

    private static string Group(string pattern) => $"(?:{pattern})";
}
