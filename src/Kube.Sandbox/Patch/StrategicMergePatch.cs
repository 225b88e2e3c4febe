using System.Text.Json.Nodes;
using Kube.Schema.Json;
using Kube.Schema;

namespace Kube.Sandbox.Patch;

/// <summary>Kubernetes' merge patch for built-in kinds: lists with a merge key are merged by it; <c>$patch</c> directives are obeyed.</summary>
internal static class StrategicMergePatch
{
    public static JsonObject Apply(SchemaNode schema, JsonObject target, JsonObject patch)
    {
        if (patch.Text("$patch") == "replace")
        {
            var replacement = patch.Copy();
            replacement.Remove("$patch");
            return replacement;
        }

        var result = target.Copy();
        Retain(result, patch);
        foreach (var (name, change) in patch)
        {
            if (name.StartsWith("$deleteFromPrimitiveList/", StringComparison.Ordinal))
            {
                Subtract(result.List(name[(name.IndexOf('/') + 1)..]), change as JsonArray);
            }
            else if (!name.StartsWith('$'))
            {
                ApplyMember(schema.Child(name) ?? SchemaNode.Anything, result, name, change);
            }
        }

        return result;
    }

    private static void Retain(JsonObject result, JsonObject patch)
    {
        if (patch.List("$retainKeys") is null)
        {
            return;
        }

        foreach (var name in result.Select(pair => pair.Key).Except(patch.Texts("$retainKeys")).ToArray())
        {
            result.Remove(name);
        }
    }

    private static void Subtract(JsonArray? list, JsonArray? values)
    {
        foreach (var value in values ?? [])
        {
            var found = list?.FirstOrDefault(item => JsonReading.Same(item, value));
            if (found is not null)
            {
                list!.Remove(found);
            }
        }
    }

    private static void ApplyMember(SchemaNode schema, JsonObject result, string name, JsonNode? change)
    {
        switch (change)
        {
            case null:
                result.Remove(name);
                break;
            case JsonObject map when map.Text("$patch") == "delete":
                result.Remove(name);
                break;
            case JsonObject map:
                result[name] = Apply(schema, result.Map(name) ?? [], map);
                break;
            case JsonArray list when schema.PatchMerge:
                result[name] = Merge(schema, result.List(name) ?? [], list);
                break;
            default:
                result[name] = change.DeepClone();
                break;
        }
    }

    private static JsonArray Merge(SchemaNode schema, JsonArray target, JsonArray patch)
    {
        if (schema.PatchMergeKey is not { } key)
        {
            var added = patch.Where(value => !target.Any(item => JsonReading.Same(item, value)));
            return [.. target.Concat(added).Select(item => item?.DeepClone())];
        }

        if (patch.Any(entry => entry.Text("$patch") == "replace"))
        {
            return [.. patch.Where(entry => entry.Text("$patch") is null).Select(entry => entry?.DeepClone())];
        }

        var result = (JsonArray)target.DeepClone();
        foreach (var entry in patch.OfType<JsonObject>())
        {
            MergeEntry(schema, result, entry, key);
        }

        return result;
    }

    private static void MergeEntry(SchemaNode schema, JsonArray result, JsonObject entry, string key)
    {
        var index = result.ToList().FindIndex(item => JsonReading.Same(item.At(key), entry[key]));
        if (entry.Text("$patch") == "delete")
        {
            if (index >= 0)
            {
                result.RemoveAt(index);
            }
        }
        else if (index >= 0)
        {
            result[index] = Apply(schema.Items ?? SchemaNode.Anything, (JsonObject)result[index]!, entry);
        }
        else
        {
            result.Add(entry.DeepClone());
        }
    }
}
