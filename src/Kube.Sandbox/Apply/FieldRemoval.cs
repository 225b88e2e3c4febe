using FieldSet = System.Collections.Immutable.ImmutableSortedSet<string>;

namespace Kube.Sandbox.Apply;

/// <summary>Removes the fields that an applier owned before, owns no longer, and that nobody else owns.</summary>
internal static class FieldRemoval
{
    /// <param name="gone">What the applier gave up.</param>
    /// <param name="owned">What all managers own now; an entry with owned fields stays.</param>
    public static void Remove(SchemaNode schema, JsonObject root, FieldSet gone, FieldSet owned)
    {
        foreach (var path in gone)
        {
            Remove(schema, root, "", path.Split(FieldPaths.Separator), owned);
        }
    }

    private static void Remove(SchemaNode schema, JsonNode? node, string parent, ReadOnlySpan<string> steps, FieldSet owned)
    {
        var path = FieldPaths.Join(parent, steps[0]);
        if (node is JsonObject map && steps[0][2..] is var name && map.TryGetPropertyValue(name, out var child))
        {
            if (steps.Length > 1)
            {
                Remove(schema.Child(name) ?? SchemaNode.Anything, child, path, steps[1..], owned);
            }

            if ((steps.Length == 1 || child is JsonObject { Count: 0 } or JsonArray { Count: 0 }) && !owned.Reaches(path))
            {
                map.Remove(name);
            }
        }
        else if (node is JsonArray list && Find(schema, list, steps[0]) is var index and >= 0)
        {
            if (steps.Length > 1)
            {
                Remove(schema.Items ?? SchemaNode.Anything, list[index], path, steps[1..], owned);
            }
            else if (!owned.Reaches(path))
            {
                list.RemoveAt(index);
            }
        }
    }

    private static int Find(SchemaNode schema, JsonArray list, string step) =>
        list.ToList().FindIndex(entry => FieldStep.Entry(schema, entry) == step);
}
