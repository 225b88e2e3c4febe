namespace Kube.Sandbox.Patch;

/// <summary>
/// What <c>kubectl apply</c>, <c>edit</c> and <c>patch</c> send for built-in kinds: lists with a merge key are merged by it, <c>$patch</c>
/// directives obeyed.
/// </summary>
internal static class StrategicMergePatch
{
    public static JsonObject Apply(SchemaNode schema, JsonObject target, JsonObject patch)
    {
        var result = patch.Text("$patch") == "replace" ? [] : target.Copy();
        foreach (var name in patch.List("$retainKeys") is null ? []
            : result.Select(pair => pair.Key).Except(patch.Texts("$retainKeys")).ToArray())
        {
            result.Remove(name);
        }

        foreach (var (name, change) in patch)
        {
            if (name.StartsWith("$deleteFromPrimitiveList/", StringComparison.Ordinal) && name.Split('/', 2)[1] is var list)
            {
                result[list] = result.Texts(list).Except(patch.Texts(name)).ToJsonArray();
            }
            else if (!name.StartsWith('$'))
            {
                Set(schema.Child(name) ?? SchemaNode.Anything, result, name, change);
            }
        }

        return result;
    }

    private static void Set(SchemaNode schema, JsonObject result, string name, JsonNode? change)
    {
        if (change is null || change.Text("$patch") == "delete")
        {
            result.Remove(name);
            return;
        }

        result[name] = change switch
        {
            JsonObject map => Apply(schema, result.Map(name) ?? [], map),
            JsonArray list when schema.PatchMerge => Merge(schema, result.List(name) ?? [], list),
            _ => change.DeepClone(),
        };
    }

    private static JsonArray Merge(SchemaNode schema, JsonArray target, JsonArray patch)
    {
        var replaces = patch.Any(entry => entry.Text("$patch") == "replace");
        var result = replaces ? [] : (JsonArray)target.DeepClone();
        foreach (var entry in patch.Where(entry => entry.Text("$patch") != "replace"))
        {
            var index = result.ToList().FindIndex(item =>
                schema.PatchMergeKey is { } key ? JsonReading.Same(item.At(key), entry.At(key)) : JsonReading.Same(item, entry));
            if (index < 0)
            {
                index = result.Count;
                result.Add((JsonNode?)(entry is JsonObject ? new JsonObject() : null));
            }

            if (entry.Text("$patch") == "delete")
            {
                result.RemoveAt(index);
            }
            else
            {
                result[index] = entry is JsonObject map ? Apply(schema.Items ?? SchemaNode.Anything, (JsonObject)result[index]!, map)
                    : entry?.DeepClone();
            }
        }

        return result;
    }
}
