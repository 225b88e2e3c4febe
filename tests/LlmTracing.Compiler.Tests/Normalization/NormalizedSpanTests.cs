using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Otlp;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Plan.Normalization;
using LlmTracing.Compiler.Preview;

namespace LlmTracing.Compiler.Tests.Normalization;

public sealed class NormalizedSpanTests
{
    /// <summary>Compiled once: most tests differ in their spans only.</summary>
    private static readonly ConcurrentDictionary<(OriginalsMode, ContentMode), Redactor> Redactors = [];

    public static TheoryData<string, string> Pairs => NameTableTests.Pairs;

    [Theory, MemberData(nameof(Pairs))]
    public void A_name_is_copied(string target, string source)
    {
        var (value, expected) = Example(target);

        var attributes = Apply(OriginalsMode.Keep, ContentMode.Drop, (source, value));

        attributes[target].ShouldBe(expected);
        attributes.ShouldContainKey(source);
    }

    [Theory, MemberData(nameof(Pairs))]
    public void A_name_that_was_copied_may_go(string target, string source) =>
        Apply(OriginalsMode.Drop, ContentMode.Mask, (source, Example(target).Value)).Keys.ShouldBe([target]);

    [Theory, MemberData(nameof(Pairs))]
    public void A_name_that_is_there_stays(string target, string source)
    {
        var attributes = Apply(OriginalsMode.Keep, ContentMode.Mask, (source, Example(target).Value), (target, MadeUp.Text("stop")));

        attributes[target].ShouldBe("""{"stringValue":"stop"}""");
    }

    [Theory]
    [InlineData("""{"stringValue":"12"}""", """{"intValue":"12"}""")]
    [InlineData("""{"doubleValue":12}""", """{"intValue":"12"}""")]
    [InlineData("""{"intValue":"-1"}""", """{"intValue":"-1"}""")]
    [InlineData("""{"stringValue":"12 tokens"}""", null)]
    [InlineData("""{"stringValue":""}""", null)]
    [InlineData("""{"doubleValue":12.5}""", null)]
    [InlineData("""{"boolValue":true}""", null)]
    public void A_count_is_an_integer(string value, string? expected) =>
        Apply(OriginalsMode.Drop, ContentMode.Mask, ("llm.token_count.prompt", JsonNode.Parse(value)!.AsObject()))
            .GetValueOrDefault("gen_ai.usage.input_tokens").ShouldBe(expected);

    [Theory]
    [InlineData("gen_ai.system", "az.ai.openai", "azure.ai.openai")]
    [InlineData("gen_ai.system", "Anthropic", "anthropic")]
    [InlineData("gen_ai.system", "somebody_new", "somebody_new")]
    [InlineData("ai.model.provider", "openai.chat", "openai")]
    public void Providers_have_one_name(string key, string value, string expected) =>
        Apply(OriginalsMode.Drop, ContentMode.Mask, (key, MadeUp.Text(value)))["gen_ai.provider.name"]
            .ShouldBe($$"""{"stringValue":"{{expected}}"}""");

    [Fact]
    public void An_operation_that_is_not_known_is_none() =>
        Apply(OriginalsMode.Drop, ContentMode.Mask, ("openinference.span.kind", MadeUp.Text("GUARDRAIL"))).Keys.ShouldBe(
            ["openinference.span.kind"]);

    [Fact]
    public void The_first_source_that_fits_wins() =>
        Apply(
            OriginalsMode.Drop, ContentMode.Mask, ("ai.usage.promptTokens", MadeUp.Text("3")),
            ("llm.token_count.prompt", MadeUp.Text("many")), ("ai.usage.inputTokens", MadeUp.Text("2")))
            ["gen_ai.usage.input_tokens"].ShouldBe("""{"intValue":"2"}""");

    [Fact]
    public void What_is_denied_does_not_return_under_another_name()
    {
        var plan = RedactionPlanner.From(Policy(OriginalsMode.Keep, ContentMode.Mask) with
        {
            Attributes = new AttributeSpec { Deny = [@"ai\.model\..*"] },
        });

        Apply(new Redactor(plan, key: null), ("ai.model.id", MadeUp.Text("gpt-4o"))).ShouldBeEmpty();
    }

    [Fact]
    public void A_user_is_hashed_alike_under_each_name()
    {
        var identity = new IdentitySpec { UserId = IdentityMode.Hash, HashKey = Some.HashKey };
        var plan = RedactionPlanner.From(Policy(OriginalsMode.Keep, ContentMode.Mask) with { Identity = identity });

        var attributes = Apply(new Redactor(plan, key: null), ("langfuse.user.id", MadeUp.Text("marta")));

        attributes["user.id"].ShouldBe(attributes["langfuse.user.id"]);
        attributes["user.id"].ShouldNotContain("marta");
    }

    [Fact]
    public void The_report_says_what_became_of_it()
    {
        var result =
            new Redactor(Plan(OriginalsMode.Drop, ContentMode.Mask), key: null).Apply(Request(("ai.model.id", MadeUp.Text("gpt-4o"))));

        result.Changes.Select(change => $"{change.Place} {change.Kind}").ShouldBe(
            ["span.attributes[\"gen_ai.request.model\"] Normalized", "span.attributes[\"ai.model.id\"] Dropped"]);
    }

    [Fact]
    public void Plans_with_and_without_it_differ()
    {
        var plain = RedactionPlanner.From(Some.Policy(ContentMode.Mask));

        new[] { plain, Plan(OriginalsMode.Keep, ContentMode.Mask), Plan(OriginalsMode.Drop, ContentMode.Mask) }.Select(PlanDigest.Of)
            .ShouldBeUnique();
        plain.Normalization.ShouldBeNull();
    }

    private static (JsonObject Value, string Expected) Example(string target) =>
        NameTable.All.Single(name => name.Target == target).Conversion switch
        {
            Conversion.Count => (MadeUp.Of("intValue", "7"), """{"intValue":"7"}"""),
            Conversion.TextList => (MadeUp.Text("stop"), """{"arrayValue":{"values":[{"stringValue":"stop"}]}}"""),
            Conversion.Mapped mapped => (MadeUp.Text(mapped.Names[0].From[0]), $$"""{"stringValue":"{{mapped.Names[0].Name}}"}"""),
            _ => (MadeUp.Text("gpt-4o"), """{"stringValue":"gpt-4o"}"""),
        };

    private static Dictionary<string, string> Apply(
        OriginalsMode originals, ContentMode mode, params (string Key, JsonObject Value)[] attributes) =>
        Apply(Redactors.GetOrAdd((originals, mode), key => new Redactor(Plan(key.Item1, key.Item2), key: null)), attributes);

    private static Dictionary<string, string> Apply(Redactor redactor, params (string Key, JsonObject Value)[] attributes)
    {
        var span = redactor.Apply(Request(attributes)).Request.Root["resourceSpans"]![0]!["scopeSpans"]![0]!["spans"]![0]!.AsObject();
        return span["attributes"] is JsonArray left
            ? left.ToDictionary(pair => pair!["key"]!.GetValue<string>(), pair => pair!["value"]!.ToJsonString())
            : [];
    }

    private static RedactionPlan Plan(OriginalsMode originals, ContentMode mode) => RedactionPlanner.From(Policy(originals, mode));

    private static LlmTracingPolicySpec Policy(OriginalsMode originals, ContentMode mode) => Some.Policy(mode) with
    {
        Identity = new IdentitySpec { UserId = IdentityMode.Keep, SessionId = IdentityMode.Keep },
        Normalization = new NormalizationSpec { SemanticConventions = "1.44", Originals = originals },
    };

    private static OtlpRequest Request(params (string Key, JsonObject Value)[] attributes) =>
        OtlpRequest.Parse(MadeUp.Request([MadeUp.Span(attributes)]).Json);
}
