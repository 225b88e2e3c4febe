using System.Text.Json.Nodes;
using Kube.Sandbox.Apply;
using Kube.Sandbox.Resources;
using Kube.Schema;

namespace Kube.Sandbox.Tests.Apply;

public sealed class OwnershipTests
{
    private static readonly SchemaNode Pod = BuiltInSchemas.Of("", "v1", "Pod");

    [Fact]
    public void Applying_twice_changes_nothing_not_even_the_time()
    {
        var first = Apply(New(), """{"metadata": {"labels": {"a": "1"}}}""", "me", "2020-01-01T00:00:00Z");
        var second = Apply(first, """{"metadata": {"labels": {"a": "1"}}}""", "me", "2021-01-01T00:00:00Z");
        JsonNode.DeepEquals(first, second).ShouldBeTrue();
    }

    [Fact]
    public void What_is_no_longer_applied_goes_away()
    {
        var first = Apply(New(), """{"metadata": {"labels": {"a": "1", "b": "2"}}}""", "me");
        var second = Apply(first, """{"metadata": {"labels": {"b": "2"}}}""", "me");
        second["metadata"]!["labels"]!.ToJsonString().ShouldBe("""{"b":"2"}""");
    }

    [Fact]
    public void What_another_still_applies_stays()
    {
        var first = Apply(New(), """{"metadata": {"labels": {"a": "1"}}}""", "me");
        var both = Apply(first, """{"metadata": {"labels": {"a": "1"}}}""", "you");
        var left = Apply(both, """{"metadata": {}}""", "me");
        left["metadata"]!["labels"]!.ToJsonString().ShouldBe("""{"a":"1"}""");
    }

    [Fact]
    public void Containers_are_merged_by_name()
    {
        var first = Apply(New(), """{"spec": {"containers": [{"name": "a", "image": "1"}]}}""", "me");
        var both = Apply(first, """{"spec": {"containers": [{"name": "b", "image": "2"}]}}""", "you");
        both["spec"]!["containers"]!.AsArray().Select(container => container!["name"]!.GetValue<string>()).ShouldBe(["a", "b"]);
        var left = Apply(both, """{"spec": {"containers": []}}""", "you");
        left["spec"]!["containers"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public void Another_managers_value_is_a_conflict_unless_forced()
    {
        var first = Apply(New(), """{"metadata": {"labels": {"a": "1"}}}""", "me");
        var config = (JsonObject)JsonNode.Parse("""{"metadata": {"labels": {"a": "2"}}}""")!;
        OwnershipTracker.Apply(Pod, first, config, Manager("you"), false, "").Conflicts.Select(conflict => conflict.Path)
            .ShouldBe([".metadata.labels.a"]);
        var forced = OwnershipTracker.Apply(Pod, first, config, Manager("you"), true, "t");
        forced.Conflicts.ShouldBeEmpty();
        FieldManagers.Read(forced.Merged).Of(Manager("me")).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Field_sets_survive_their_notation()
    {
        var json = (JsonObject)JsonNode.Parse(
            """{"f:spec": {".": {}, "f:ports": {"k:{\"containerPort\":80,\"protocol\":\"TCP\"}": {".": {}, "f:name": {}}}}}""")!;
        JsonNode.DeepEquals(FieldPaths.ToJson(FieldPaths.FromJson(json)), json).ShouldBeTrue();
    }

    private static JsonObject New() => new() { ["metadata"] = new JsonObject() };

    private static FieldManager Manager(string name) => new(name, "Apply", "v1", "");

    private static JsonObject Apply(JsonObject live, string config, string manager, string time = "2020-01-01T00:00:00Z")
    {
        var (merged, conflicts) = OwnershipTracker.Apply(Pod, live, (JsonObject)JsonNode.Parse(config)!, Manager(manager), false, time);
        conflicts.ShouldBeEmpty();
        return merged;
    }
}
