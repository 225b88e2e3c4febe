using System.Text.Json.Nodes;
using Kube.Sandbox.Patch;
using Kube.Sandbox.Resources;

namespace Kube.Sandbox.Tests.Patch;

public sealed class PatchTests
{
    [Theory]
    [InlineData("""[{"op": "add", "path": "/b", "value": 2}]""", """{"a": [1, 2], "b": 2}""")]
    [InlineData("""[{"op": "add", "path": "/a/-", "value": 3}]""", """{"a": [1, 2, 3]}""")]
    [InlineData("""[{"op": "add", "path": "/a/0", "value": 0}]""", """{"a": [0, 1, 2]}""")]
    [InlineData("""[{"op": "remove", "path": "/a/1"}]""", """{"a": [1]}""")]
    [InlineData("""[{"op": "replace", "path": "/a", "value": "x"}]""", """{"a": "x"}""")]
    [InlineData("""[{"op": "move", "from": "/a", "path": "/x~1y"}]""", """{"x/y": [1, 2]}""")]
    [InlineData("""[{"op": "copy", "from": "/a/0", "path": "/c"}, {"op": "test", "path": "/c", "value": 1}]""",
        """{"a": [1, 2], "c": 1}""")]
    public void Json_patch(string patch, string expected) =>
        ShouldBeJson(JsonPatch.Apply(JsonNode.Parse("""{"a": [1, 2]}""")!, (JsonArray)JsonNode.Parse(patch)!), expected);

    [Theory]
    [InlineData("""[{"op": "test", "path": "/a", "value": 1}]""")]
    [InlineData("""[{"op": "remove", "path": "/zz"}]""")]
    [InlineData("""[{"op": "add", "path": "/a/7", "value": 1}]""")]
    [InlineData("""[{"op": "frob", "path": "/a"}]""")]
    public void Json_patch_that_does_not_fit(string patch) =>
        Should.Throw<PatchException>(() => JsonPatch.Apply(JsonNode.Parse("""{"a": [1, 2]}""")!, (JsonArray)JsonNode.Parse(patch)!));

    [Fact]
    public void Merge_patch_removes_by_null() => ShouldBeJson(
        MergePatch.Apply(JsonNode.Parse("""{"a": {"b": 1, "c": 2}, "d": [1]}"""), JsonNode.Parse("""{"a": {"b": null}, "d": [2]}""")),
        """{"a": {"c": 2}, "d": [2]}""");

    [Theory]
    [InlineData("""{"spec": {"containers": [{"name": "a", "image": "new"}]}}""",
        """[{"name": "a", "image": "new"}, {"name": "b", "image": "2"}]""")]
    [InlineData("""{"spec": {"containers": [{"name": "a", "$patch": "delete"}]}}""", """[{"name": "b", "image": "2"}]""")]
    [InlineData("""{"spec": {"containers": [{"name": "c"}]}}""",
        """[{"name": "a", "image": "1"}, {"name": "b", "image": "2"}, {"name": "c"}]""")]
    [InlineData("""{"spec": {"containers": [{"$patch": "replace"}, {"name": "c"}]}}""", """[{"name": "c"}]""")]
    public void Strategic_merge_by_key(string patch, string expected)
    {
        var pod = (JsonObject)JsonNode.Parse("""{"spec": {"containers": [{"name": "a", "image": "1"}, {"name": "b", "image": "2"}]}}""")!;
        var result = StrategicMergePatch.Apply(BuiltInSchemas.Of("", "v1", "Pod"), pod, (JsonObject)JsonNode.Parse(patch)!);
        ShouldBeJson(result["spec"]!["containers"], expected);
    }

    private static void ShouldBeJson(JsonNode? actual, string expected) =>
        JsonNode.DeepEquals(actual, JsonNode.Parse(expected)).ShouldBeTrue($"{actual?.ToJsonString()} is not {expected}");
}
