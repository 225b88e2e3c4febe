using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Kube.Model;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Tests.Preview.Generated;

/// <summary>Plans of any combination of rules.</summary>
internal static class PlanGenerator
{
    private static readonly Gen<ContentMode?> Modes = Gen.Elements<ContentMode?>(null, null, ContentMode.Keep, ContentMode.Mask, ContentMode.Truncate, ContentMode.Hash, ContentMode.Drop);

    private static readonly Gen<Switch?> Switches = Gen.Elements<Switch?>(null, Switch.Enabled, Switch.Disabled);

    private static readonly Gen<ContentSpec> Contents =
        from modes in Modes.ListOf(10)
        select new ContentSpec
        {
            Default = modes[0],
            SystemPrompt = modes[1],
            UserInput = modes[2],
            Completion = modes[3],
            ToolArguments = modes[4],
            ToolResults = modes[5],
            Retrieval = modes[6],
            Embeddings = modes[7],
            Media = modes[8],
            Errors = modes[9],
        };

    private static readonly Gen<CustomDetector> Custom = Gen.Elements(
        new CustomDetector { Name = "ticket", Pattern = "(?i)ticket-[0-9]+" },
        new CustomDetector { Name = "word", Pattern = @"\bthe\b", Replacement = "$1 ${env:HOME} $$ \\ \"" },
        new CustomDetector { Name = "letters", Pattern = @"\pL{20,}", Replacement = "" },
        new CustomDetector { Name = "quote", Pattern = "\"role\"", Replacement = "****" },
        new CustomDetector { Name = "line", Pattern = "(?m)^word$" });

    private static readonly Gen<DetectorSpec> Detectors =
        from secrets in Switches
        from personal in Switches
        from enabled in Gen.SubListOf(LlmTracing.Compiler.Plan.Detection.Detectors.Names.ToArray())
        from disabled in Gen.SubListOf("email", "phone", "password", "base64")
        from custom in Gen.SubListOf(Enumerable.Range(0, 5).ToArray()).SelectMany(some => Custom.ListOf(some.Count), (_, all) => all)
        select new DetectorSpec { Secrets = secrets, Personal = personal, Enabled = [.. enabled], Disabled = [.. disabled], Custom = [.. custom.DistinctBy(one => one.Name)] };

    private static readonly Gen<IdentityMode?> Identities = Gen.Elements<IdentityMode?>(null, IdentityMode.Keep, IdentityMode.Hash, IdentityMode.Drop);

    /// <summary>Policies that pass validation, as plans.</summary>
    public static Gen<RedactionPlan> Plans { get; } =
        from content in Contents
        from detectors in Detectors
        from user in Identities
        from session in Identities
        from length in Gen.Elements<int?>(null, 16, 37, 100)
        from allow in Gen.SubListOf("place.*", @"url\..+|http\..*")
        from deny in Gen.SubListOf(@"http\.url", "unknown")
        from links in Gen.Elements<LinkMode?>(null, LinkMode.Keep, LinkMode.DropSpan)
        select RedactionPlanner.From(new LlmTracingPolicySpec
        {
            PipelineRef = new PipelineReference { Name = "default" },
            Content = content,
            Detectors = detectors,
            Identity = new IdentitySpec { UserId = user, SessionId = session, HashKey = new SecretValue { SecretKeyRef = new KeySelector { Name = "hash", Key = "key" } } },
            MaxContentLength = length,
            Attributes = new AttributeSpec { Allow = [.. allow], Deny = [.. deny] },
            Links = links,
        });
}
