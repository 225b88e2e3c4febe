using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

using k8s.Models;

namespace Kube.Model;

/// <summary><c>metav1.Time</c> in our records: RFC 3339, UTC, whole seconds.</summary>
internal sealed class TimeConverter : JsonConverter<DateTimeOffset>
{
    private static readonly LibraryTimeConverter Utc = new(LibraryTimeConverter.Seconds);

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        Utc.Write(writer, value.UtcDateTime, options);
}

/// <summary>Times of the library's records, which hold a <see cref="DateTime"/> in UTC.</summary>
internal sealed class LibraryTimeConverter(string format) : JsonConverter<DateTime>
{
    /// <summary><c>metav1.Time</c>.</summary>
    public const string Seconds = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary><c>metav1.MicroTime</c>: six digits; Leases and Events refuse less.</summary>
    public const string Microseconds = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset().UtcDateTime;

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToUniversalTime().ToString(format, CultureInfo.InvariantCulture));
}

/// <summary>An amount that is written as the user wrote it; the library alone would make <c>1Gi</c> of <c>1024Mi</c>.</summary>
internal sealed class AmountAsWritten : ResourceQuantity
{
    private readonly string written;

    public AmountAsWritten(string text)
        : base(text) => written = text;

    public override string ToString() => written;
}

/// <summary>Amounts of the library's records.</summary>
internal sealed class AmountConverter : JsonConverter<ResourceQuantity>
{
    public override ResourceQuantity Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new AmountAsWritten(Quantity.Text(ref reader)!);

    public override void Write(Utf8JsonWriter writer, ResourceQuantity value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}

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
