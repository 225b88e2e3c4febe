using System.Text.Json.Nodes;
using Kube.Schema;

namespace Kube.Schema.Tests;

public sealed class CustomResourceSchemaTests
{
    private readonly CustomResourceSchema schema = CustomResourceSchema.Load(
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "widgets.json")))!);

    [Fact]
    public void Defaults_reach_into_lists()
    {
        var widget = Widget("""{"mode": "Fast", "a": "x", "parts": [{"name": "p"}]}""");
        schema.ApplyDefaults(widget);
        JsonNode.DeepEquals(widget["spec"],
            JsonNode.Parse("""{"mode": "Fast", "a": "x", "parts": [{"name": "p", "weight": 5}], "replicas": 1}""")).ShouldBeTrue();
    }

    [Fact]
    public void A_valid_object_has_no_faults()
    {
        var widget = Widget("""{"mode": "Fast", "a": "x", "replicas": 1, "port": "http", "free": {"any": [1]}, "tags": ["a", "b"]}""");
        schema.Validate(widget).ShouldBeEmpty();
    }

    [Fact]
    public void All_faults_come_at_once()
    {
        var faults = schema.Validate(Widget("""{"mode": "No", "a": "tooLong", "replicas": -1, "parts": []}"""));
        faults.Select(fault => fault.Path).ShouldBe(["spec.mode", "spec.a", "spec.replicas", "spec.parts", "<nil>"], ignoreOrder: true);
    }

    [Fact]
    public void Rules_speak_with_their_own_words()
    {
        var faults = schema.Validate(Widget("""{"mode": "Fast", "a": "x", "b": "yy", "replicas": 200}"""));
        faults.Select(fault => fault.ToString()).ShouldBe(
            ["spec.a: Forbidden: exactly one of a and b", "spec: Invalid value: too many replicas for Fast"]);
    }

    [Fact]
    public void Transition_rules_need_a_past()
    {
        var now = Widget("""{"mode": "Fast", "a": "x", "replicas": 1, "size": 1, "immutable": "new"}""");
        schema.Validate(now).ShouldBeEmpty();
        var old = Widget("""{"mode": "Fast", "a": "x", "replicas": 1, "size": 2, "immutable": "old"}""");
        schema.Validate(now, old).Select(fault => fault.Path).ShouldBe(["spec", "spec.immutable"], ignoreOrder: true);
    }

    [Fact]
    public void Unknown_fields_are_removed_and_named()
    {
        var widget = Widget("""{"mode": "Fast", "a": "x", "junk": 1, "parts": [{"name": "p", "zz": 1}], "free": {"kept": 1}}""");
        schema.Prune(widget).ShouldBe(["spec.junk", "spec.parts[0].zz"]);
        widget["spec"]!["free"]!["kept"]!.GetValue<int>().ShouldBe(1);
        widget["spec"]!.AsObject().ContainsKey("junk").ShouldBeFalse();
    }

    [Fact]
    public void An_unknown_version_is_an_error() => Should.Throw<ArgumentException>(() => CustomResourceSchema.Load(
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "widgets.json")))!, "v9"));

    private static JsonObject Widget(string spec) => new()
    {
        ["apiVersion"] = "example.dev/v1", ["kind"] = "Widget", ["metadata"] = new JsonObject { ["name"] = "w" },
        ["spec"] = JsonNode.Parse(spec),
    };
}
