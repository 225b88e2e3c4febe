using System.Text.Json.Nodes;

namespace LlmTracing.Cli.Manifests;

/// <summary>An empty field (<c>key:</c>) is an absent one, as on the API server for fields that are not nullable.</summary>
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
                    // An empty item keeps its place, so that positions stay right; the schema then names what it lacks.
                    list[index] ??= new JsonObject();
                    Remove(list[index]);
                }

                break;
        }
    }
}
