using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kube.Model;

/// <summary>A port number or name, or a count or percentage: the API's int-or-string. The kind survives a round trip.</summary>
[JsonConverter(typeof(Converter))]
public readonly record struct IntOrString
{
    private readonly string? text;
    private readonly int number;

    private IntOrString(string? text, int number) => (this.text, this.number) = (text, number);

    /// <summary>The number, or null when this is text.</summary>
    public int? Number => text is null ? number : null;

    public static implicit operator IntOrString(int value) => new(null, value);

    public static implicit operator IntOrString(string value) => new(value, 0);

    public override string ToString() => text ?? number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads and writes the API's form; public because source-generated contexts of other assemblies use it.</summary>
    public sealed class Converter : JsonConverter<IntOrString>
    {
        public override IntOrString Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Number ? reader.GetInt32() : reader.GetString()!;

        public override void Write(Utf8JsonWriter writer, IntOrString value, JsonSerializerOptions options)
        {
            if (value.text is null)
            {
                writer.WriteNumberValue(value.number);
            }
            else
            {
                writer.WriteStringValue(value.text);
            }
        }
    }
}
