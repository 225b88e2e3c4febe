using System.Collections.Immutable;
using Kube.Model;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Validation;

namespace LlmTracing.Compiler.Tests.Validation;

public sealed class PolicyValidatorTests
{
    [Fact]
    public void A_valid_policy_has_no_findings() => Findings(spec => spec).ShouldBeEmpty();

    [Fact]
    public void The_pipeline_must_exist()
    {
        var finding = PolicyValidator.Validate(Given.Policy("shop", "p"), null, Given.NoFacts, Given.Settings).ShouldHaveSingleItem();

        finding.Reason.ShouldBe(Reasons.PipelineNotFound);
        finding.Message.ShouldBe("There is no TracePipeline 'default' in the namespace 'llm-tracing-system'.");
    }

    [Theory]
    [InlineData(AllowedFrom.Same, "gold", false)]
    [InlineData(AllowedFrom.All, "none", true)]
    [InlineData(AllowedFrom.Selector, "gold", true)]
    [InlineData(AllowedFrom.Selector, "lead", false)]
    public void The_pipeline_must_allow_the_namespace(AllowedFrom from, string tier, bool allowed) =>
        Findings(Given.Policy("shop", "p"), Gated(from), Given.NoFacts.WithNamespace("shop", ("tier", tier)))
            .ShouldBe(allowed ? [] : ["spec.pipelineRef NotAllowedByPipeline"]);

    [Fact]
    public void Unknown_labels_are_no_mistake() =>
        Findings(Given.Policy("shop", "p"), Gated(AllowedFrom.Selector), Given.NoFacts).ShouldBeEmpty();

    [Fact]
    public void A_catalogue_policy_serves_other_namespaces_than_its_own() =>
        Findings(Given.Policy(Given.Operator, "p"), Gated(AllowedFrom.Selector), Given.NoFacts.WithNamespace(Given.Operator))
            .ShouldBeEmpty();

    [Fact]
    public void None_is_reserved() =>
        Findings(Given.Policy("shop", "none"), Given.Pipeline(), Given.NoFacts).ShouldBe(["metadata.name ReservedName"]);

    [Theory]
    [InlineData("TICKET-[0-9]{6}", true)]
    [InlineData("(?=x)", false)]
    [InlineData("(", false)]
    [InlineData("a*", false)]
    [InlineData("", false)]
    [InlineData(@"\p{Greek}+", true)]
    public void Patterns_are_RE2_and_not_empty(string pattern, bool valid)
    {
        string[] expected = valid
            ? []
            : [
                "spec.detectors.custom[0].pattern InvalidPattern", "spec.attributes.allow[0] InvalidPattern",
                "spec.attributes.deny[0] InvalidPattern"];

        Findings(spec => spec with
        {
            Detectors = new DetectorSpec { Custom = [new CustomDetector { Name = "ticket", Pattern = pattern }] },
            Attributes = new AttributeSpec { Allow = [pattern], Deny = [pattern] },
        }).ShouldBe(expected);
    }

    [Fact]
    public void Patterns_are_bounded() => Findings(spec => spec with { Attributes = new AttributeSpec { Deny = [new string('a', 513)] } })
        .ShouldBe(["spec.attributes.deny[0] InvalidPattern"]);

    [Fact]
    public void Detectors_have_unique_names() => Findings(spec => spec with
    {
        Detectors = new DetectorSpec
        {
            Custom = [new CustomDetector { Name = "a", Pattern = "x" }, new CustomDetector { Name = "a", Pattern = "y" }],
        },
    }).ShouldBe(["spec.detectors.custom[1].name DuplicateName"]);

    [Fact]
    public void Hash_needs_a_key() => Findings(spec => spec with { Identity = new IdentitySpec { UserId = IdentityMode.Hash } })
        .ShouldBe(["spec.identity.hashKey MissingHashKey"]);

    [Theory]
    [InlineData(0)]
    [InlineData(65537)]
    public void Lengths_are_bounded(int length) =>
        Findings(spec => spec with { MaxContentLength = length }).ShouldBe(["spec.maxContentLength InvalidLength"]);

    [Theory]
    [InlineData("deployment.environment.name", null)]
    [InlineData("a=b", "InvalidResourceAttribute")]
    [InlineData("a,b", "InvalidResourceAttribute")]
    [InlineData("k8s.pod.name", "ReservedAttribute")]
    public void Resource_attributes_have_valid_keys(string key, string? reason) => Findings(spec => spec with
    {
        Injection = new InjectionSpec { ResourceAttributes = Collections.Map((key, "any, value = allowed")) },
    }).ShouldBe(reason is null ? [] : [$"spec.injection.resourceAttributes {reason}"]);

    [Fact]
    public void Resource_attributes_are_bounded() => Findings(spec => spec with
    {
        Injection = new InjectionSpec { ResourceAttributes = Collections.Map(("a", new string('x', 10_000))) },
    }).ShouldBe(["spec.injection.resourceAttributes TooLarge"]);

    [Fact]
    public void Selectors_are_bounded() => Findings(spec => spec with
    {
        Selector = new LabelSelector { MatchLabels = Enumerable.Range(0, 65).ToImmutableSortedDictionary(i => $"l{i}", _ => "v") },
    }).ShouldBe(["spec.selector TooLarge"]);

    private static TracePipeline Gated(AllowedFrom from) => Given.Pipeline(spec => spec with
    {
        AllowedNamespaces = new AllowedNamespaces
        {
            From = from,
            Selector = from == AllowedFrom.Selector ? new LabelSelector { MatchLabels = Collections.Map(("tier", "gold")) } : null,
        },
    });

    private static IEnumerable<string> Findings(Func<LlmTracingPolicySpec, LlmTracingPolicySpec> change) =>
        Findings(Given.Policy("shop", "p", change), Given.Pipeline(), Given.NoFacts);

    private static IEnumerable<string> Findings(LlmTracingPolicy policy, TracePipeline pipeline, ClusterFacts facts) =>
        PolicyValidator.Validate(policy, pipeline, facts, Given.Settings).Select(finding => $"{finding.Path} {finding.Reason}");
}
