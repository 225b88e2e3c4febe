using System.Globalization;
using Kube.Model;

namespace Kube.Schema.Cel;

/// <summary>The functions of CEL's standard library and of Kubernetes' extensions that schemas use.</summary>
internal static class CelFunctions
{
    /// <param name="target">The receiver of a method, or nothing.</param>
    public static object? Call(string name, object?[] target, object?[] arguments)
    {
        object?[] all = [.. target, .. arguments];
        return (name, all) switch
        {
            ("size", [string text]) => (long)text.EnumerateRunes().Count(),
            ("size", [IReadOnlyList<object?> list]) => (long)list.Count,
            ("size", [CelMap map]) => (long)map.Count,
            ("int", [var value]) => ToInteger(value),
            ("double", [var value]) => ToDouble(value),
            ("string", [var value]) => ToText(value),
            ("bool", [var value]) => value is bool ? value : ToText(value) == "true",
            ("dyn", [var value]) => value,
            ("duration", [string text]) => CelDuration.Parse(text),
            ("timestamp", [string text]) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture),
            ("type", [var value]) => TypeName(value),
            (_, [string text, ..]) => CelTexts.Call(name, text, all[1..]),
            (_, [IReadOnlyList<object?> list, ..]) => CelLists.Call(name, list, all[1..]),
            (_, [Quantity quantity, ..]) => CelQuantities.Call(name, quantity, all[1..]),
            (_, [Uri uri]) => CelUris.Call(name, uri),
            (_, [TimeSpan span]) => CelDuration.Part(name, span),
            _ => throw Unknown(name),
        };
    }

    public static CelException Unknown(string name) => new($"no such overload: {name}");

    public static string ToText(object? value) => value switch
    {
        string text => text,
        bool truth => truth ? "true" : "false",
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number => number.ToString(CultureInfo.InvariantCulture),
        TimeSpan span => $"{span.TotalSeconds.ToString(CultureInfo.InvariantCulture)}s",
        DateTimeOffset time => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
        Quantity quantity => quantity.ToString(),
        _ => throw Unknown("string"),
    };

    private static object ToInteger(object? value) => value switch
    {
        long number => number,
        double number => (long)number,
        string text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        string => throw new CelException("type conversion error from 'string' to 'int'"),
        _ => throw Unknown("int"),
    };

    private static object ToDouble(object? value) => value switch
    {
        long number => (double)number,
        double number => number,
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw Unknown("double"),
    };

    private static string TypeName(object? value) => value switch
    {
        null => "null_type",
        bool => "bool",
        long => "int",
        double => "double",
        string => "string",
        IReadOnlyList<object?> => "list",
        _ => "map",
    };
}
