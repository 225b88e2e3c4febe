using System.Collections.Immutable;
using System.Text;
using k8s.Models;
using Kube.Model;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Resolve;
using LlmTracing.Compiler.Validation;

namespace LlmTracing.Compiler.Tests.Validation;

public sealed class HashKeyTests
{
    private static readonly string Long = new('k', 32);

    [Theory]
    [InlineData(Given.Operator, "hash", "key", false, null)]
    [InlineData(Given.Operator, "hash", "other", false, "SecretKeyNotFound")]
    [InlineData(Given.Operator, "other", "key", false, "SecretNotFound")]
    [InlineData("shop", "hash", "key", true, null)]
    [InlineData("shop", "hash", "key", false, "HashKeyNotAvailable")]
    public void The_key_is_in_the_pipelines_namespace(string @namespace, string name, string key, bool shared, string? reason) =>
        Findings(@namespace, Facts(Secret(Long, name, key, shared))).Select(finding => $"{finding.Path} {finding.Reason}")
            .ShouldBe(reason is null ? [] : [$"spec.identity.hashKey.secretKeyRef {reason}"]);

    [Fact]
    public void Another_namespace_does_not_learn_what_exists()
    {
        ClusterFacts[] facts =
        [
            Facts(Secret(Long, name: "other")), Facts(Secret(Long)), Facts(Secret(Long, key: "other")), Facts(Secret("short")),
            Facts(Secret(Long, key: "other", shared: true)),
        ];

        facts.Select(one => Findings("shop", one).ShouldHaveSingleItem()).Distinct()
            .ShouldHaveSingleItem().Reason.ShouldBe(Reasons.HashKeyNotAvailable);
    }

    [Theory]
    [InlineData("k", 32, true)]
    [InlineData("k", 31, false)]
    [InlineData("é", 16, true)]
    [InlineData("k\0", 32, false)]
    [InlineData("", 1, false)]
    public void The_key_is_text_of_at_least_32_bytes(string piece, int count, bool valid)
    {
        var facts = Facts(Secret(string.Concat(Enumerable.Repeat(piece, count)), shared: true));
        string[] reasons = valid ? [] : [Reasons.HashKeyTooShort];

        Findings(Given.Operator, facts).Select(finding => finding.Reason).ShouldBe(reasons);
        Findings("shop", facts).Select(finding => finding.Reason).ShouldBe(reasons);
    }

    [Fact]
    public void Content_needs_a_key_too()
    {
        var policy = Given.Policy(Given.Operator, "p", spec => spec with { Content = new ContentSpec { Default = ContentMode.Hash } });

        PolicyValidator.Validate(policy, Given.Pipeline(), Given.NoFacts, Given.Settings)
            .ShouldHaveSingleItem().Reason.ShouldBe(Reasons.MissingHashKey);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_no_key() =>
        SecretFact.From(Secret("") with
        {
            Data = new Dictionary<string, byte[]> { ["key"] = [.. Enumerable.Repeat((byte)0xFF, 64)] },
        }).HashKeys.ShouldBeEmpty();

    [Fact]
    public void The_hint_says_how_to_make_one() =>
        Findings(Given.Operator, Facts(Secret("short"))).ShouldHaveSingleItem().Hint.ShouldBe("Create one with: openssl rand -hex 32.");

    [Theory]
    [InlineData(32, true, true)]
    [InlineData(31, true, false)]
    [InlineData(32, false, false)]
    public void A_former_plan_needs_its_key_too(int length, bool shared, bool kept)
    {
        var broken = Given.Policy("shop", "p", spec => spec with { MaxContentLength = 0 });
        var facts = Facts(Secret(new string('k', length), shared: shared)) with
        {
            InForce = ImmutableSortedDictionary<string, RedactionPlan>.Empty.Add("shop/p", Some.Plan("mixed")),
        };

        PolicyResolver.Outcome(broken, Given.Pipeline(), facts, Given.Settings).KeptFormer.ShouldBe(kept);
    }

    private static ImmutableArray<Finding> Findings(string @namespace, ClusterFacts facts) => PolicyValidator.Validate(
        Given.Policy(@namespace, "p", spec => spec with
        {
            Identity = new IdentitySpec { SessionId = IdentityMode.Hash, HashKey = Some.HashKey },
        }), Given.Pipeline(), facts, Given.Settings);

    private static ClusterFacts Facts(V1Secret secret) =>
        Given.NoFacts with { Secrets = ImmutableDictionary<ObjectKey, SecretFact>.Empty.Add(secret.Metadata.Key, SecretFact.From(secret)) };

    private static V1Secret Secret(string value, string name = "hash", string key = "key", bool shared = false) => new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = name,
            NamespaceProperty = Given.Operator,
            Labels = shared ? Collections.Map((WellKnown.HashKeyLabel, "true")) : Collections.Map(),
        },
        Data = new Dictionary<string, byte[]> { [key] = Encoding.UTF8.GetBytes(value) },
    };
}
