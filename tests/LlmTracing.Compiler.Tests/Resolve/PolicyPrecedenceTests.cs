using System.Collections.Immutable;
using Kube.Model;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Resolve;

namespace LlmTracing.Compiler.Tests.Resolve;

/// <summary>One test per row of the table, strongest first.</summary>
public sealed class PolicyPrecedenceTests
{
    private static readonly ImmutableArray<LlmTracingPolicy> Policies =
    [
        Given.Policy("shop", "all"),
        Given.Policy("shop", "app", spec => spec.Selecting(("app", "checkout"))),
        Given.Policy("shop", "named", spec => spec.Selecting(("app", "nothing"))),
        Given.Policy("chat", "elsewhere"),
        Given.Policy(Given.Operator, "masked"),
        Given.Policy(Given.Operator, "fallback", isDefault: true),
    ];

    [Fact]
    public void None_on_a_pod_opts_out() =>
        Governs("shop", [(WellKnown.PolicyLabel, "none")], []).ShouldBe((null, GovernanceReason.PodOptedOut));

    [Fact]
    public void A_pod_names_a_policy_of_its_namespace() =>
        Governs("shop", [(WellKnown.PolicyLabel, "named"), ("app", "checkout")], []).ShouldBe(("named", GovernanceReason.PodLabel));

    [Theory]
    [InlineData("missing")]
    [InlineData("elsewhere")]
    [InlineData("masked")]
    public void A_pod_that_names_nothing_is_not_governed(string name) =>
        Governs("shop", [(WellKnown.PolicyLabel, name)], [(WellKnown.PolicyLabel, "masked")])
            .ShouldBe((null, GovernanceReason.PodLabelUnknown));

    [Fact]
    public void The_most_specific_selector_wins()
    {
        var governance = PolicyPrecedence.Governing(
            Collections.Map(("app", "checkout")), "shop", Collections.Map((WellKnown.PolicyLabel, "masked")), Policies, Given.Operator);

        governance.Policy!.Metadata.Name.ShouldBe("app");
        governance.Reason.ShouldBe(GovernanceReason.Selector);
        governance.Losers.Select(policy => policy.Metadata.Name).ShouldBe(["all"]);
    }

    [Fact]
    public void Then_the_oldest_wins() => Winner(Given.Policy("shop", "a", age: 1), Given.Policy("shop", "b", age: 2)).ShouldBe("b");

    [Fact]
    public void Then_the_name_decides() => Winner(Given.Policy("shop", "b"), Given.Policy("shop", "a")).ShouldBe("a");

    [Fact]
    public void A_namespace_chooses_from_the_catalogue() =>
        Governs("chat2", [], [(WellKnown.PolicyLabel, "masked")]).ShouldBe(("masked", GovernanceReason.NamespaceLabel));

    [Theory]
    [InlineData("none")]
    [InlineData("elsewhere")]
    public void A_namespace_that_names_nothing_is_not_governed(string name) =>
        Governs("chat2", [], [(WellKnown.PolicyLabel, name)]).ShouldBe((null, GovernanceReason.NamespaceLabelUnknown));

    [Fact]
    public void The_default_governs_the_rest() => Governs("chat2", [], []).ShouldBe(("fallback", GovernanceReason.Default));

    [Fact]
    public void Of_several_defaults_the_oldest_wins()
    {
        var governance = PolicyPrecedence.Governing(
            Collections.Map(),
            "chat",
            Collections.Map(),
            [Given.Policy(Given.Operator, "young", isDefault: true), Given.Policy(Given.Operator, "old", age: 5, isDefault: true)],
            Given.Operator);

        governance.Policy!.Metadata.Name.ShouldBe("old");
        governance.Losers.ShouldHaveSingleItem();
    }

    [Fact]
    public void Nothing_governs_without_a_default() =>
        PolicyPrecedence.Governing(Collections.Map(), "chat2", Collections.Map(), [.. Policies.Take(5)], Given.Operator).Reason.ShouldBe(
            GovernanceReason.None);

    [Fact]
    public void Selectors_of_the_catalogue_are_ignored() =>
        PolicyPrecedence.Governing(
            Collections.Map(), Given.Operator, Collections.Map(), [Given.Policy(Given.Operator, "masked")], Given.Operator)
            .Reason.ShouldBe(GovernanceReason.None);

    private static (string? Policy, GovernanceReason Reason) Governs(
        string @namespace, (string, string)[] podLabels, (string, string)[] namespaceLabels)
    {
        var governance = PolicyPrecedence.Governing(
            Collections.Map(podLabels), @namespace, Collections.Map(namespaceLabels), Policies, Given.Operator);
        return (governance.Policy?.Metadata.Name, governance.Reason);
    }

    private static string? Winner(params ImmutableArray<LlmTracingPolicy> policies) =>
        PolicyPrecedence.Governing(Collections.Map(), "shop", Collections.Map(), policies, Given.Operator).Policy?.Metadata.Name;
}
