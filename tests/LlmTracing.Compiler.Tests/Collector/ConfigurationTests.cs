using System.Collections.Immutable;
using Kube.Model;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Collector;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Tests.Collector;

public sealed class ConfigurationTests
{
    [Fact]
    public async Task The_cluster_form_is_accepted_by_the_collector() => await Accepted(Everything);

    [Fact]
    public async Task A_pipeline_without_policies_is_accepted_by_the_collector() => await Accepted(Everything with
    {
        Redactions = ImmutableSortedDictionary<string, RedactionPlan>.Empty,
        Routes = [.. Everything.Routes.Select(route => route with { Redaction = null })],
    });

    [Fact]
    public void Equal_plans_give_equal_bytes() =>
        CollectorConfiguration.Render(Everything).ShouldBe(CollectorConfiguration.Render(Everything with { }));

    [Theory]
    [InlineData("""a"b\c$d""", "\"a\\\"b\\\\c$$d\"")]
    [InlineData("plain", "\"plain\"")]
    public void Literals_are_quoted_for_OTTL_and_for_the_environment(string text, string literal) => Ottl.Literal(text).ShouldBe(literal);

    private static async Task Accepted(PipelinePlan plan)
    {
        var validated = await Kube.Testing.Telemetry.Collector.Validate(
            CollectorConfiguration.Render(plan), Secrets, TestContext.Current.CancellationToken);

        validated.ExitCode.ShouldBe(0, validated.Output.ToString());
    }

    private static PipelinePlan Everything
    {
        get
        {
            var plans = new[] { "strict", "masked", "open", "mixed" }.ToImmutableSortedDictionary(name => name, Some.Plan);
            var labelled = new AllowedNamespaces
            {
                From = AllowedFrom.Selector,
                Selector = new LabelSelector
                {
                    MatchExpressions = [new LabelSelectorRequirement { Key = "tier", Operator = "NotIn", Values = ["dev", "test"] }],
                },
            };
            return new PipelinePlan
            {
                Pipeline = new ObjectKey("llm", "default"),
                Redactions = plans,
                Routes =
                [
                    new(new ObjectKey("llm", "strict"), "strict", new Claim.Everything(labelled, "llm")),
                    new(default, null, new Claim.AnyNamespaceLabel()),
                    new(new ObjectKey("llm", "masked"), "masked", new Claim.NamespaceLabel("masked", labelled, "llm")),
                    new(new ObjectKey("shop", "own"), "mixed", new Claim.Pods(
                        "shop", new LabelSelector { MatchLabels = Collections.Map(("app", "a\"b")) })),
                    new(default, null, new Claim.AnyPodLabel()),
                    new(new ObjectKey("shop", "named"), "open", new Claim.PodLabel("shop", "named")),
                ],
                Backends =
                [
                    new Backend { Name = "plain", Otlp = new OtlpBackend { Endpoint = "https://otlp.example.org", Headers = [Header] } },
                    new Backend
                    {
                        Name = "grpc",
                        Content = BackendContent.Drop,
                        Otlp = new OtlpBackend { Endpoint = "http://tempo:4317", Protocol = OtlpProtocol.Grpc },
                    },
                    new Backend { Name = "langfuse", Langfuse = new LangfuseBackend
                    {
                        Url = "https://cloud.langfuse.com/",
                        PublicKey = Some.HashKey,
                        SecretKey = Some.HashKey,
                    } },
                ],
                SecretEnvironment = ImmutableSortedDictionary<string, KeySelector>.Empty,
            };
        }
    }

    private static readonly BackendHeader Header = new() { Name = "x-api-key", Value = Some.HashKey };

    private static readonly ImmutableDictionary<string, string> Secrets = Redacted.Environment
        .Add(SecretVariables.Header("plain", "x-api-key"), "v")
        .Add(SecretVariables.LangfusePublicKey("langfuse"), "v")
        .Add(SecretVariables.LangfuseSecretKey("langfuse"), "v");
}
