using System.Text.Json.Nodes;
using Kube.Schema.Json;

namespace Kube.Schema;

/// <summary>What identifies an entry of a list of type <c>map</c>.</summary>
internal static class ListEntry
{
    /// <summary>The key fields of an entry, sorted by name, with defaults where absent.</summary>
    public static JsonObject Key(SchemaNode list, JsonNode? entry)
    {
        var key = new JsonObject();
        foreach (var name in list.ListKeys.Order(StringComparer.Ordinal))
        {
            var value = entry.At(name) ?? list.Items?.Properties.GetValueOrDefault(name)?.Default;
            if (value is not null)
            {
                key[name] = value.DeepClone();
            }
        }

        return key;
    }

    /// <summary>The entry with this key, or null.</summary>
    public static JsonNode? Find(SchemaNode list, JsonArray? entries, JsonObject key) =>
        entries?.FirstOrDefault(entry => JsonReading.Same(Key(list, entry), key));
}
