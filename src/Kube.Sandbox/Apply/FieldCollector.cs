using System.Text.Json.Nodes;
using Kube.Schema;

namespace Kube.Sandbox.Apply;

/// <summary>The fields that a value sets: leaves, and entries of maps and keyed lists.</summary>
internal static class FieldCollector
{
    public static FieldSet Collect(SchemaNode schema, JsonNode value)
    {
        var set = new FieldSet();
        Visit(schema, value, [], set);
        return set;
    }

    /// <summary>Whether a value is owned as a whole.</summary>
    public static bool IsAtomic(SchemaNode schema, JsonNode? value) => value switch
    {
        JsonObject => schema.AtomicMap,
        JsonArray => schema.ListKind == ListKind.Atomic,
        _ => true,
    };

    private static void Visit(SchemaNode schema, JsonNode? value, List<string> path, FieldSet set)
    {
        if (IsAtomic(schema, value))
        {
            set.Insert(path);
            return;
        }

        if (value is JsonObject map)
        {
            VisitMap(schema, map, path, set);
            return;
        }

        foreach (var entry in (JsonArray)value!)
        {
            path.Add(FieldStep.Entry(schema, entry));
            Visit(schema.Items ?? SchemaNode.Anything, entry, path, set);
            set.Insert(path);
            path.RemoveAt(path.Count - 1);
        }
    }

    private static void VisitMap(SchemaNode schema, JsonObject map, List<string> path, FieldSet set)
    {
        foreach (var (name, child) in map)
        {
            path.Add(FieldStep.Field(name));
            Visit(schema.Child(name) ?? SchemaNode.Anything, child, path, set);
            if (child is null or JsonObject { Count: 0 } || !schema.Properties.ContainsKey(name))
            {
                set.Insert(path);
            }

            path.RemoveAt(path.Count - 1);
        }
    }
}
