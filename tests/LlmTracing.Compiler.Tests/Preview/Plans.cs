using Kube.Model;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Tests.Preview;

/// <summary>Plans that use every rule together.</summary>
internal static class Plans
{
    public const string HashKey = "0123456789abcdef0123456789abcdef0123";

    public static IReadOnlyDictionary<string, RedactionPlan> All { get; } = new Dictionary<string, LlmTracingPolicySpec>
    {
        ["strict"] = Policy(ContentMode.Drop),
        ["masked"] = Policy(ContentMode.Mask) with { Identity = Identity(IdentityMode.Drop, IdentityMode.Keep) },
        ["open"] = Policy(ContentMode.Keep) with { Detectors = new DetectorSpec { Personal = Switch.Disabled }, Links = LinkMode.Keep },
        ["kept"] = Policy(ContentMode.Keep) with { Identity = Identity(IdentityMode.Keep, IdentityMode.Drop) },
        ["hashed"] = Policy(ContentMode.Hash) with { Identity = Identity(IdentityMode.Hash, IdentityMode.Hash) },
        // One detector only: how far overlapping detectors mask depends on their random order, and so does then what is cut off.
        ["truncated"] = Policy(ContentMode.Truncate) with
        {
            MaxContentLength = 37,
            Content = new ContentSpec { Default = ContentMode.Truncate, Media = ContentMode.Keep },
            Detectors = new DetectorSpec { Secrets = Switch.Disabled, Personal = Switch.Disabled, Custom = [new CustomDetector { Name = "mail", Pattern = @"\w+@[\w.]+" }] },
            Links = LinkMode.Keep,
        },
        ["mixed"] = Policy(ContentMode.Mask) with
        {
            Content = new ContentSpec
            {
                SystemPrompt = ContentMode.Hash,
                UserInput = ContentMode.Keep,
                ToolArguments = ContentMode.Keep,
                ToolResults = ContentMode.Drop,
                Errors = ContentMode.Hash,
                Media = ContentMode.Keep,
            },
            Detectors = new DetectorSpec { Custom = [new CustomDetector { Name = "ticket", Pattern = "(?i)ticket-[0-9]+" }, new CustomDetector { Name = "word", Pattern = @"\bthe\b" }] },
            Identity = Identity(IdentityMode.Hash, IdentityMode.Keep),
            Attributes = new AttributeSpec { Deny = [@"http\.url", @"net\..*"] },
        },
        ["quiet"] = Policy(ContentMode.Mask) with { Noise = new NoiseSpec { DropSpans = [.. Enum.GetValues<NoiseKind>()] } },
        ["kept-user"] = Policy(ContentMode.Mask) with { Content = new ContentSpec { UserInput = ContentMode.Keep } },
        ["dropped-tools"] = Policy(ContentMode.Mask) with
        {
            Content = new ContentSpec { ToolArguments = ContentMode.Drop, ToolResults = ContentMode.Drop, SystemPrompt = ContentMode.Hash, Completion = ContentMode.Truncate },
            MaxContentLength = 60,
            Identity = Identity(IdentityMode.Drop, IdentityMode.Drop),
        },
        ["closed"] = Policy(ContentMode.Drop) with
        {
            Content = new ContentSpec { Default = ContentMode.Drop, UserInput = ContentMode.Mask, Completion = ContentMode.Keep, Errors = ContentMode.Mask, Retrieval = ContentMode.Hash },
            Identity = Identity(IdentityMode.Keep, IdentityMode.Hash),
            Attributes = new AttributeSpec { Allow = [@"http\..*|url\..+", "place[A-Za-z_.]*"], Deny = ["http\\.route"] },
            Links = LinkMode.Keep,
        },
        ["normalized"] = Policy(ContentMode.Mask) with
        {
            Normalization = new NormalizationSpec { SemanticConventions = "1.44" },
            Identity = Identity(IdentityMode.Hash, IdentityMode.Keep),
            Attributes = new AttributeSpec { Deny = [@"llm\.model_name", "http.*", @"gen_ai\.response\.model"] },
        },
        ["normalized-drop"] = Policy(ContentMode.Drop) with { Normalization = new NormalizationSpec { SemanticConventions = "1.44", Originals = OriginalsMode.Drop }, Identity = Identity(IdentityMode.Keep, IdentityMode.Keep) },
    }.ToDictionary(pair => pair.Key, pair => RedactionPlanner.From(pair.Value));

    private static LlmTracingPolicySpec Policy(ContentMode mode) => new()
    {
        PipelineRef = new PipelineReference { Name = "default" },
        Content = new ContentSpec { Default = mode },
    };

    private static IdentitySpec Identity(IdentityMode user, IdentityMode session) => new()
    {
        UserId = user,
        SessionId = session,
        HashKey = new SecretValue { SecretKeyRef = new KeySelector { Name = "hash", Key = "key" } },
    };
}
