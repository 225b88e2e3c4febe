using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Resolve;

namespace LlmTracing.Compiler.Tests.Plan;

public sealed class RouteTests
{
    /// <summary>The table as a function and the table as claims give every pod the same plan.</summary>
    [Fact]
    public void Routes_mean_the_table() =>
        Prop.ForAll(ClusterGenerator.Clusters.ToArbitrary(), cluster =>
        {
            var facts = new ClusterFacts { Policies = cluster.Policies, Namespaces = cluster.Namespaces };
            var outcomes = PolicyResolver.Resolve(cluster.Pipeline, facts, Given.Settings);
            var plan = PipelinePlanner.Plan(cluster.Pipeline, outcomes, facts, Given.Settings);

            ClaimInterpreter.Redaction(plan.Routes, cluster.PodNamespace, cluster.PodLabels, cluster.Namespaces[cluster.PodNamespace])
                .ShouldBe(ByTheTable(cluster, outcomes));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void The_order_of_policies_does_not_matter() =>
        Prop.ForAll(ClusterGenerator.Clusters.ToArbitrary(), cluster =>
        {
            var facts = new ClusterFacts { Policies = cluster.Policies, Namespaces = cluster.Namespaces };
            var reversed = facts with { Policies = [.. cluster.Policies.Reverse()] };

            Routes(cluster, reversed).ShouldBe(Routes(cluster, facts));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Strangers_change_nothing_where_there_is_nothing_to_lose()
    {
        var own = Given.Policy("shop", "own");
        var stranger = Given.Policy("chat", "stranger", spec => spec with { PipelineRef = new PipelineReference { Name = "other" } });
        var rival = Given.Policy(
            "shop", "rival", spec => spec.Selecting(("app", "x")) with { PipelineRef = new PipelineReference { Name = "other" } });

        Claims(own, stranger).ShouldBe(Claims(own));
        Claims(own, rival).ShouldContain("shop/rival closed Pods");
    }

    [Fact]
    public void Equal_plans_are_one() => PipelinePlanner
        .Plan(Given.Pipeline(), Outcomes(Given.Policy("shop", "a"), Given.Policy("chat", "b")), Given.NoFacts, Given.Settings)
        .Redactions.ShouldHaveSingleItem();

    [Fact]
    public void Secrets_become_environment()
    {
        var hashing = Given.Policy(
            "shop", "a", spec => spec with { Identity = new IdentitySpec { UserId = IdentityMode.Hash, HashKey = Some.HashKey } });

        PipelinePlanner.Plan(Given.Pipeline(), Outcomes(hashing), Given.NoFacts, Given.Settings)
            .SecretEnvironment.ShouldHaveSingleItem().Key.ShouldStartWith("LLMTRACING_HASH_KEY_HASH_KEY_");
    }

    [Fact]
    public void Names_that_read_alike_give_different_variables()
    {
        SecretVariables.Header("a-b", "x").ShouldNotBe(SecretVariables.Header("a", "b-x"));
        SecretVariables.Header("a", "x-y").ShouldNotBe(SecretVariables.Header("a", "x_y"));
        SecretVariables.HashKey(new Kube.Model.KeySelector { Name = "a", Key = "K" })
            .ShouldNotBe(SecretVariables.HashKey(new Kube.Model.KeySelector { Name = "a", Key = "k" }));
    }

    private static string? ByTheTable(SmallCluster cluster, ImmutableArray<PolicyOutcome> outcomes)
    {
        var labels = cluster.Namespaces[cluster.PodNamespace];
        var governance = PolicyPrecedence.Governing(cluster.PodLabels, cluster.PodNamespace, labels, cluster.Policies, Given.Operator);
        var plan = outcomes.FirstOrDefault(outcome => outcome.Policy == governance.Policy)?.Redaction;
        return plan is not null && NamespaceGate.Allows(cluster.Pipeline, cluster.PodNamespace, labels) == true
            ? PlanDigest.Of(plan)
            : null;
    }

    private static IEnumerable<string> Routes(SmallCluster cluster, ClusterFacts facts) => PipelinePlanner
        .Plan(cluster.Pipeline, PolicyResolver.Resolve(cluster.Pipeline, facts, Given.Settings), facts, Given.Settings)
        .Routes.Select(route => route.ToString());

    private static ImmutableArray<PolicyOutcome> Outcomes(params ImmutableArray<LlmTracingPolicy> policies) =>
        PolicyResolver.Resolve(Given.Pipeline(), new ClusterFacts { Policies = policies }, Given.Settings);

    private static IEnumerable<string> Claims(params ImmutableArray<LlmTracingPolicy> policies) => PipelinePlanner
        .Plan(Given.Pipeline(), Outcomes(policies), new ClusterFacts { Policies = policies }, Given.Settings)
        .Routes.Select(route => $"{route.Policy} {(route.Redaction is null ? "closed" : "open")} {route.Claim.GetType().Name}");
}
