using System.Collections.Immutable;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Plan.Detection;
using LlmTracing.Compiler.Plan.Normalization;

namespace LlmTracing.Compiler.Plan;

/// <summary>Turns a policy into a plan, with every default made explicit.</summary>
public static class RedactionPlanner
{
    private const int DefaultMaxContentLength = 1024;

    /// <summary>The plan of a policy that passed validation.</summary>
    public static RedactionPlan From(LlmTracingPolicySpec policy)
    {
        return new RedactionPlan
        {
            Default = policy.Content.Default ?? ContentMode.Mask,
            Modes = Modes(policy.Content),
            MaxContentLength = policy.MaxContentLength ?? DefaultMaxContentLength,
            Detectors = DetectorSelection.Names(policy.Detectors),
            Custom = policy.Detectors.Custom,
            UserId = policy.Identity.UserId ?? IdentityMode.Drop,
            SessionId = policy.Identity.SessionId ?? IdentityMode.Drop,
            HashKey = Hashes(policy) ? policy.Identity.HashKey?.SecretKeyRef : null,
            Allow = policy.Attributes.Allow,
            Deny = policy.Attributes.Deny,
            Links = policy.Links ?? LinkMode.DropSpan,
            Noise = [.. policy.Noise.DropSpans.Distinct().Order()],
            Normalization = NormalizationPlan.From(policy.Normalization),
        };
    }

    /// <summary>Whether anything is hashed, which needs a key.</summary>
    public static bool Hashes(LlmTracingPolicySpec policy) =>
        policy.Identity.UserId == IdentityMode.Hash || policy.Identity.SessionId == IdentityMode.Hash || Modes(policy.Content)
            .Contains(ContentMode.Hash)
        || policy.Content.Default == ContentMode.Hash;

    /// <summary>In the order of <see cref="Category"/>.</summary>
    private static ImmutableArray<ContentMode> Modes(ContentSpec content)
    {
        var fallback = content.Default ?? ContentMode.Mask;
        return
        [
            content.SystemPrompt ?? fallback,
            content.UserInput ?? fallback,
            content.Completion ?? fallback,
            content.ToolArguments ?? fallback,
            content.ToolResults ?? fallback,
            content.Retrieval ?? fallback,
            content.Embeddings ?? ContentMode.Drop,
            content.Media ?? ContentMode.Drop,
            content.Errors ?? fallback,
        ];
    }

    /// <summary>Removes all content, for backends that must not get any.</summary>
    public static RedactionPlan MetadataOnly { get; } = From(new LlmTracingPolicySpec
    {
        PipelineRef = new PipelineReference { Name = "" },
        Content = new ContentSpec { Default = ContentMode.Drop },
        Identity = new IdentitySpec { UserId = IdentityMode.Keep, SessionId = IdentityMode.Keep },
        Links = LinkMode.Keep,
    });
}
