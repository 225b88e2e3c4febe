using System.Text.Json.Nodes;
using LlmTracing.Compiler.Api;

namespace Repository.Tests.Schema;

/// <summary>The CRDs are written by hand and are the contract; the records must be the same.</summary>
public sealed class DriftTests
{
    [Fact]
    public void TracePipeline_is_the_same_in_schema_and_record() =>
        Drift.Between(CrdSchema.ForKind("TracePipeline"), typeof(TracePipeline)).ShouldBeEmpty();

    [Fact]
    public void LlmTracingPolicy_is_the_same_in_schema_and_record() =>
        Drift.Between(CrdSchema.ForKind("LlmTracingPolicy"), typeof(LlmTracingPolicy)).ShouldBeEmpty();

    [Fact]
    public void Each_kind_of_the_group_has_its_definition() =>
        CrdSchema.All.Select(schema => schema.Kind).ShouldBe(["LlmTracingPolicy", "TracePipeline"], ignoreOrder: true);

    [Theory]
    [InlineData("a field only in the schema", """{"properties": {"extra": {"type": "string"}}}""", ".spec.extra: only in the schema")]
    [InlineData("a field only in the record", """{"properties": {"links": null}}""", ".spec.links: only in the record")]
    [InlineData(
        "another type", """{"properties": {"maxContentLength": {"type": "string"}}}""", ".spec.maxContentLength: the schema says string")]
    [InlineData(
        "another enum", """{"properties": {"links": {"type": "string", "enum": ["Keep"]}}}""", ".spec.links: the schema allows Keep")]
    [InlineData("another required", """{"required": ["links"]}""", ".spec.links: required in the schema only")]
    public void A_difference_is_seen(string what, string change, string expected)
    {
        var schema = CrdSchema.ForKind("LlmTracingPolicy") is var original
            ? original with { Root = original.Root.DeepClone().AsObject() }
            : null!;
        Merge(schema.Root["properties"]!["spec"]!.AsObject(), JsonNode.Parse(change)!.AsObject());
        Drift.Between(schema, typeof(LlmTracingPolicy))
            .ShouldContain(difference => difference.StartsWith(expected, StringComparison.Ordinal), what);
    }

    private static void Merge(JsonObject target, JsonObject change)
    {
        foreach (var (name, value) in change)
        {
            if (value is JsonObject inner && target[name] is JsonObject existing && name == "properties")
            {
                Merge(existing, inner);
            }
            else if (value is null)
            {
                target.Remove(name);
            }
            else
            {
                target[name] = value.DeepClone();
            }
        }
    }
}
