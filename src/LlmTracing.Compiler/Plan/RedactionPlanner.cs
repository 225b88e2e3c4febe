using System.Collections.Immutable;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Compiler.Plan;

/// <summary>Policy to plan: makes every default explicit.</summary>
public static class RedactionPlanner
{
    private const int DefaultMaxContentLength = 1024;

    /// <summary>The plan of a policy that passed validation.</summary>
    public static RedactionPlan From(LlmTracingPolicySpec policy)
    {
        var content = policy.Content;
        var fallback = content.Default ?? ContentMode.Mask;
        return new RedactionPlan
        {
            Default = fallback,
            Modes =
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
            ],
            MaxContentLength = policy.MaxContentLength ?? DefaultMaxContentLength,
            Secrets = policy.Detectors.Secrets != Switch.Disabled,
            Personal = policy.Detectors.Personal != Switch.Disabled,
            Custom = policy.Detectors.Custom,
            UserId = policy.Identity.UserId ?? IdentityMode.Drop,
            SessionId = policy.Identity.SessionId ?? IdentityMode.Drop,
            HashKey = policy.Identity.UserId == IdentityMode.Hash || policy.Identity.SessionId == IdentityMode.Hash
                ? policy.Identity.HashKey?.SecretKeyRef
                : null,
            Allow = policy.Attributes.Allow,
            Deny = policy.Attributes.Deny,
            Links = policy.Links ?? LinkMode.DropSpan,
        };
    }

    /// <summary>The same spans without any content: for backends that get none.</summary>
    public static RedactionPlan MetadataOnly { get; } = From(new LlmTracingPolicySpec
    {
        PipelineRef = new PipelineReference { Name = "" },
        Content = new ContentSpec { Default = ContentMode.Drop },
        Identity = new IdentitySpec { UserId = IdentityMode.Keep, SessionId = IdentityMode.Keep },
        Links = LinkMode.Keep,
    });
}
