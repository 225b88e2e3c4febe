using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

using k8s.Models;

namespace Kube.Model;

/// <summary>Int-or-strings of the library's records. A string of digits stays a string, which the library alone would make a
/// number.</summary>
internal sealed class IntOrStringConverter : JsonConverter<IntOrString>
{
    public override IntOrString Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number ? reader.GetInt64() : new Quoted(reader.GetString());

    public override void Write(Utf8JsonWriter writer, IntOrString value, JsonSerializerOptions options)
    {
        if (value is not Quoted && long.TryParse(value.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteStringValue(value.Value);
        }
    }

    private sealed class Quoted : IntOrString
    {
        public Quoted(string? text) => SetValue(this, text);

        /// <remarks>The library fills this property by conversions alone, which can't make a class derived from it.</remarks>
        [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_Value")]
        private static extern void SetValue(IntOrString target, string? text);
    }
}
