using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

using k8s.Models;

namespace Kube.Model;

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
        new AmountAsWritten(reader.TokenType == JsonTokenType.Number
            ? reader.GetDecimal().ToString(CultureInfo.InvariantCulture)
            : reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, ResourceQuantity value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
