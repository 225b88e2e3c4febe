using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Kube.Runtime;

/// <summary>Writes a JSON Patch (RFC 6902), operation by operation, without an object model in between.</summary>
public sealed class JsonPatchWriter : IDisposable
{
    private readonly MemoryStream buffer = new();
    private readonly Utf8JsonWriter json;

    public JsonPatchWriter()
    {
        json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartArray();
    }

    /// <summary>Operations so far.</summary>
    public int Count { get; private set; }

    public JsonPatchWriter Add(string pointer, string value) => Write("add", pointer, value);

    /// <summary>Adds a record; its serialiser decides the form.</summary>
    public JsonPatchWriter Add<T>(string pointer, T value, JsonTypeInfo<T> type) => Write("add", pointer, writer => JsonSerializer.Serialize(writer, value, type));

    /// <summary>Adds <c>{}</c> or <c>[]</c>, as a parent of what follows.</summary>
    public JsonPatchWriter AddEmpty(string pointer, bool array) => Write("add", pointer, writer =>
    {
        if (array)
        {
            writer.WriteStartArray();
            writer.WriteEndArray();
        }
        else
        {
            writer.WriteStartObject();
            writer.WriteEndObject();
        }
    });

    public JsonPatchWriter Replace(string pointer, string value) => Write("replace", pointer, value);

    /// <summary>The whole patch fails unless the value is this one.</summary>
    public JsonPatchWriter Test(string pointer, string value) => Write("test", pointer, value);

    /// <summary>A pointer from its parts, escaped; numbers are indexes and <c>-</c> is the end of an array.</summary>
    public static string Pointer(params ReadOnlySpan<string> parts)
    {
        var escaped = new string[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            escaped[i] = parts[i].Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
        }

        return escaped.Length == 0 ? "" : "/" + string.Join('/', escaped);
    }

    /// <summary>Ends the patch; null when there is nothing to do.</summary>
    public byte[]? Finish()
    {
        json.WriteEndArray();
        json.Flush();
        return Count == 0 ? null : buffer.ToArray();
    }

    public void Dispose()
    {
        json.Dispose();
        buffer.Dispose();
    }

    private JsonPatchWriter Write(string operation, string pointer, string value) => Write(operation, pointer, writer => writer.WriteStringValue(value));

    private JsonPatchWriter Write(string operation, string pointer, Action<Utf8JsonWriter> value)
    {
        json.WriteStartObject();
        json.WriteString("op", operation);
        json.WriteString("path", pointer);
        json.WritePropertyName("value");
        value(json);
        json.WriteEndObject();
        Count++;
        return this;
    }
}
