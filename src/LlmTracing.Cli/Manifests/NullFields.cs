using System.Text.Json.Nodes;

namespace LlmTracing.Cli.Manifests;

/// <summary>Treats an empty field (<c>key:</c>) as absent, as the API server does for fields that are not nullable.</summary>
internal static class NullFields
{
    public static void Remove(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                foreach (var name in map.Where(pair => pair.Value is null).Select(pair => pair.Key).ToList())
                {
                    map.Remove(name);
                }

                foreach (var (_, child) in map)
                {
                    Remove(child);
                }

                break;
            case JsonArray list:
                for (var index = list.Count - 1; index >= 0; index--)
                {
                    // An empty item stays in place to keep positions correct; the schema then reports what it lacks.
                    list[index] ??= new JsonObject();
                    Remove(list[index]);
                }

                break;
        }
    }
}
