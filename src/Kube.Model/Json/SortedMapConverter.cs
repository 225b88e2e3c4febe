using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kube.Model;

/// <summary>Maps of the library's records, written in the order of their keys (ordinal), whatever order they were filled in.</summary>
internal sealed class SortedMapConverter<T> : JsonConverter<IDictionary<string, T>>
{
    public override IDictionary<string, T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("expected a map");
        }

        var type = options.TypeInfo<T>();
        var map = new SortedDictionary<string, T>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            reader.Read();
            map[key] = JsonSerializer.Deserialize(ref reader, type)!;
        }

        return map;
    }

    public override void Write(Utf8JsonWriter writer, IDictionary<string, T> value, JsonSerializerOptions options)
    {
        var type = options.TypeInfo<T>();
        writer.WriteStartObject();
        foreach (var (key, item) in value.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.WritePropertyName(key);
            JsonSerializer.Serialize(writer, item, type);
        }

        writer.WriteEndObject();
    }
}
