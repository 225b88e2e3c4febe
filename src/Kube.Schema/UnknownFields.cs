using System.Text.Json.Nodes;
using Kube.Schema.Json;

namespace Kube.Schema;

/// <summary>Removes what a schema does not know and says what that was.</summary>
internal static class UnknownFields
{
    private static readonly string[] ResourceFields = ["apiVersion", "kind", "metadata"];

    /// <summary>Prunes <paramref name="root"/> in place.</summary>
    /// <returns>The paths of what was removed, in the order of the object.</returns>
    public static IReadOnlyList<string> PruneResource(SchemaNode schema, JsonObject root)
    {
        var removed = new List<string>();
        PruneMap(schema, root, "", resource: true, removed);
        return removed;
    }

    public static void Prune(SchemaNode schema, JsonNode? value, string path, List<string> removed)
    {
        switch (value)
        {
            case JsonObject map when !schema.IntOrString:
                PruneMap(schema, map, path, schema.EmbeddedResource, removed);
                break;
            case JsonArray list when schema.Items is not null:
                for (var index = 0; index < list.Count; index++)
                {
                    Prune(schema.Items, list[index], $"{path}[{index}]", removed);
                }

                break;
        }
    }

    private static void PruneMap(SchemaNode schema, JsonObject map, string path, bool resource, List<string> removed)
    {
        foreach (var (name, child) in map.ToArray())
        {
            var childPath = SchemaValidator.Join(path, name);
            if (schema.Child(name) is { } known)
            {
                Prune(known, child, childPath, removed);
            }
            else if (!(resource && ResourceFields.Contains(name)) && !IsUntyped(schema))
            {
                map.Remove(name);
                removed.Add(childPath);
            }
        }
    }

    private static bool IsUntyped(SchemaNode schema) => schema is { Type: null, Properties.Count: 0 };
}
