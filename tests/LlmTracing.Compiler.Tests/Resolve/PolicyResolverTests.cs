using System.Collections.Immutable;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Resolve;

namespace LlmTracing.Compiler.Tests.Resolve;

public sealed class PolicyResolverTests
{
    private static readonly RedactionPlan Former = Some.Plan("strict");

    private static readonly LlmTracingPolicy Broken = Given.Policy("shop", "p", spec => spec with { MaxContentLength = 0 });

    [Fact]
    public void Only_policies_of_this_pipeline_count() => PolicyResolver
        .Resolve(
            Given.Pipeline(),
            new ClusterFacts
            {
                Policies =
                [
                    Given.Policy("shop", "here"),
                    Given.Policy("shop", "there", spec => spec with { PipelineRef = new PipelineReference { Name = "default" } }),
                    Given.Policy(
                        Given.Operator, "own-namespace", spec => spec with { PipelineRef = new PipelineReference { Name = "default" } }),
                ],
            },
            Given.Settings)
        .Select(outcome => outcome.Policy.Metadata.Name).ShouldBe(["own-namespace", "here"]);

    [Fact]
    public void A_mistake_keeps_what_was_in_force()
    {
        var outcome = Outcome(Broken, Facts(Former));

        outcome.KeptFormer.ShouldBeTrue();
        outcome.Redaction.ShouldBe(Former);
    }

    [Fact]
    public void A_mistake_of_a_new_policy_leaves_its_pods_closed() => Outcome(Broken, Given.NoFacts).Redaction.ShouldBeNull();

    [Fact]
    public void Nothing_is_kept_where_the_pipeline_no_longer_allows_the_namespace() => PolicyResolver
        .Outcome(
            Given.Policy("shop", "p"), Given.Pipeline(spec => spec with { AllowedNamespaces = new AllowedNamespaces() }), Facts(Former),
            Given.Settings)
        .Redaction.ShouldBeNull();

    [Fact]
    public void Nothing_is_kept_whose_key_is_gone()
    {
        var facts = Facts(Some.Plan("mixed"));

        Outcome(Broken, facts.WithSecret(Given.Operator, "hash", "key")).KeptFormer.ShouldBeTrue();
        Outcome(Broken, facts.WithSecret(Given.Operator, "other", "key")).Redaction.ShouldBeNull();
    }

    private static PolicyOutcome Outcome(LlmTracingPolicy policy, ClusterFacts facts) =>
        PolicyResolver.Outcome(policy, Given.Pipeline(), facts, Given.Settings);

    private static ClusterFacts Facts(RedactionPlan inForce) =>
        new() { InForce = ImmutableSortedDictionary<string, RedactionPlan>.Empty.Add("shop/p", inForce) };
}
