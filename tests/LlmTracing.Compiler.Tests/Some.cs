using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Tests;

/// <summary>Builders of valid values; a test changes what it is about.</summary>
internal static class Some
{
    /// <summary>The policies of <c>config/samples</c> and one that uses every mode.</summary>
    public static RedactionPlan Plan(string name) => RedactionPlanner.From(name switch
    {
        "strict" => Policy(ContentMode.Drop),
        "masked" => Policy(ContentMode.Mask) with { Identity = new IdentitySpec { SessionId = IdentityMode.Keep } },
        "open" => Policy(ContentMode.Keep) with { Detectors = new DetectorSpec { Personal = Switch.Disabled } },
        "mixed" => Policy(ContentMode.Mask) with
        {
            MaxContentLength = 40,
            Content = new ContentSpec
            {
                SystemPrompt = ContentMode.Hash,
                UserInput = ContentMode.Keep,
                Completion = ContentMode.Truncate,
                ToolResults = ContentMode.Drop,
                Errors = ContentMode.Hash,
            },
            Identity = new IdentitySpec { UserId = IdentityMode.Hash, SessionId = IdentityMode.Hash, HashKey = HashKey },
        },
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    });

    public static readonly SecretValue HashKey = new() { SecretKeyRef = new Kube.Model.KeySelector { Name = "hash", Key = "key" } };

    public static LlmTracingPolicySpec Policy(ContentMode mode) => new()
    {
        PipelineRef = new PipelineReference { Name = "default" },
        Content = new ContentSpec { Default = mode },
    };
}
