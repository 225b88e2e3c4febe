using System.Text.Json.Nodes;

namespace Kube.Schema;

/// <summary>Fills in defaults in place, from the outside in, so that defaulted objects get their own defaults.</summary>
internal static class SchemaDefaults
{
    public static void Apply(SchemaNode schema, JsonNode? value)
    {
        switch (value)
        {
            case JsonObject map:
                ApplyToMap(schema, map);
                break;
            case JsonArray list when schema.Items is not null:
                foreach (var item in list)
                {
                    Apply(schema.Items, item);
                }

                break;
        }
    }

    private static void ApplyToMap(SchemaNode schema, JsonObject map)
    {
        foreach (var (name, child) in schema.Properties)
        {
            var absent = !map.TryGetPropertyValue(name, out var current) || (current is null && !child.Nullable);
            if (absent && child.Default is not null)
            {
                map[name] = child.Default.DeepClone();
            }

            Apply(child, map[name]);
        }

        if (schema.Additional is not null)
        {
            foreach (var (name, child) in map)
            {
                if (!schema.Properties.ContainsKey(name))
                {
                    Apply(schema.Additional, child);
                }
            }
        }
    }
}
