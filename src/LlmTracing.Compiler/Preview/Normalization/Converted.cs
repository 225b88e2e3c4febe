using System.Globalization;
using System.Text.Json.Nodes;
using LlmTracing.Compiler.Otlp;
using LlmTracing.Compiler.Plan.Normalization;

namespace LlmTracing.Compiler.Preview.Normalization;

/// <summary>A value as its target wants it.</summary>
internal static class Converted
{
    private const double MostExact = 9007199254740992;

    /// <summary>A new OTLP value; null when the value does not fit.</summary>
    internal static JsonObject? Of(Conversion conversion, JsonObject value) => conversion switch
    {
        Conversion.Text => Text(value) is { } text ? AnyValue.Of(text) : null,
        Conversion.TextList => Text(value) is { } text ? AnyValue.ListOf([AnyValue.Of(text)]) : null,
        Conversion.Count => Count(value) is { } count ? AnyValue.Of(count) : null,
        Conversion.Mapped mapped => Text(value) is { } text && Name(mapped, text) is { } name ? AnyValue.Of(name) : null,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string? Text(JsonObject value) =>
        AnyValue.Kind(value) == AnyValue.String && AnyValue.AsText(value) is { Length: > 0 } text ? text : null;

    private static string? Name(Conversion.Mapped mapped, string text) =>
        mapped.Names.FirstOrDefault(name => name.From.Contains(text)).Name ?? (mapped.OthersPass ? text : null);

    private static long? Count(JsonObject value) => AnyValue.Kind(value) switch
    {
        AnyValue.Int => long.Parse(AnyValue.Integer(value[AnyValue.Int]!), CultureInfo.InvariantCulture),
        AnyValue.String when AnyValue.AsText(value) is { Length: > 0 and <= 18 } text && text.All(char.IsAsciiDigit) => long.Parse(text, CultureInfo.InvariantCulture),
        AnyValue.Double when AnyValue.Number(value[AnyValue.Double]!) is >= 0 and <= MostExact and var number && Math.Floor(number) == number => (long)number,
        _ => null,
    };
}
