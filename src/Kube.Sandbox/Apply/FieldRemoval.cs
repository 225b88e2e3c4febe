using System.Text.Json.Nodes;
using Kube.Schema;

namespace Kube.Sandbox.Apply;

/// <summary>Removes the fields that an applier owned before, owns no longer, and that nobody else owns.</summary>
internal static class FieldRemoval
{
    /// <param name="gone">What the applier gave up.</param>
    /// <param name="owned">What all managers own now; an entry with owned fields stays.</param>
    public static void Remove(SchemaNode schema, JsonNode? value, FieldSet gone, FieldSet? owned)
    {
        switch (value)
        {
            case JsonObject map:
                foreach (var (step, child) in gone.Children)
                {
                    RemoveMember(schema, map, step, child, owned?.Child(step));
                }

                break;
            case JsonArray list:
                for (var index = list.Count - 1; index >= 0; index--)
                {
                    RemoveEntry(schema, list, index, gone, owned);
                }

                break;
        }
    }

    private static void RemoveMember(SchemaNode schema, JsonObject map, string step, FieldSet gone, FieldSet? owned)
    {
        var name = step[2..];
        if (!map.TryGetPropertyValue(name, out var child))
        {
            return;
        }

        if (gone.Member && owned is null)
        {
            map.Remove(name);
            return;
        }

        Remove(schema.Child(name) ?? SchemaNode.Anything, child, gone, owned);
        if (owned is null && child is JsonObject { Count: 0 } or JsonArray { Count: 0 })
        {
            map.Remove(name);
        }
    }

    private static void RemoveEntry(SchemaNode schema, JsonArray list, int index, FieldSet gone, FieldSet? owned)
    {
        var step = FieldStep.Entry(schema, list[index]);
        if (gone.Child(step) is not { } child)
        {
            return;
        }

        if (child.Member && owned?.Child(step) is null)
        {
            list.RemoveAt(index);
        }
        else
        {
            Remove(schema.Items ?? SchemaNode.Anything, list[index], child, owned?.Child(step));
        }
    }
}
