using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kube.Model;

/// <summary>A resource amount such as <c>500m</c>, <c>2</c> or <c>512Mi</c>. Compares by amount, prints as written.</summary>
[JsonConverter(typeof(Converter))]
public readonly record struct Quantity
{
    private static readonly Dictionary<string, decimal> Suffixes = new(StringComparer.Ordinal)
    {
        [""] = 1m, ["n"] = 1e-9m, ["u"] = 1e-6m, ["m"] = 1e-3m,
        ["k"] = 1e3m, ["M"] = 1e6m, ["G"] = 1e9m, ["T"] = 1e12m, ["P"] = 1e15m, ["E"] = 1e18m,
        ["Ki"] = 1024m, ["Mi"] = 1048576m, ["Gi"] = 1073741824m, ["Ti"] = 1099511627776m, ["Pi"] = 1125899906842624m,
        ["Ei"] = 1152921504606846976m,
    };

    private const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private readonly string? text;

    private Quantity(string text, decimal value) => (this.text, Value) = (text, value);

    /// <summary>The amount in base units: cores, bytes, pieces.</summary>
    public decimal Value { get; }

    /// <summary>Reads a quantity; false when it is not one.</summary>
    public static bool TryParse(string? text, out Quantity quantity)
    {
        quantity = default;
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        var digits = text.AsSpan().TrimEnd("numkKMGTPEi");
        if (!Suffixes.TryGetValue(text[digits.Length..], out var unit)
            || !decimal.TryParse(digits, Styles, CultureInfo.InvariantCulture, out var number)
            || (unit > 1 && Math.Abs(number) > decimal.MaxValue / unit))
        {
            return false;
        }

        quantity = new Quantity(text, number * unit);
        return true;
    }

    /// <exception cref="FormatException">The text is no quantity.</exception>
    public static Quantity Parse(string text) =>
        TryParse(text, out var quantity) ? quantity : throw new FormatException($"'{text}' is not a quantity such as 500m or 512Mi");

    public bool Equals(Quantity other) => Value == other.Value;

    public override int GetHashCode() => Value.GetHashCode();

    public override string ToString() => text ?? "0";

    /// <summary>The API takes a number too.</summary>
    internal static string? Text(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Number
        ? reader.GetDecimal().ToString(CultureInfo.InvariantCulture)
        : reader.GetString();

    /// <summary>Reads and writes the API's form; public because source-generated contexts of other assemblies use it.</summary>
    public sealed class Converter : JsonConverter<Quantity>
    {
        public override Quantity Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryParse(Text(ref reader), out var quantity) ? quantity : throw new JsonException("not a quantity such as 500m or 512Mi");

        public override void Write(Utf8JsonWriter writer, Quantity value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
