using System.Globalization;

namespace LlmTracing.Compiler.Otlp;

/// <summary>Formats doubles as Go's JSON does, which is like JavaScript: no exponent between 1e-6 and 1e21.</summary>
internal static class GoNumber
{
    internal static string Text(double value, int exponentDigits = 1)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
        }

        var (sign, digits, point) = Parts(value);
        var size = Math.Abs(value);
        return sign + (size != 0 && (size < 1e-6 || size >= 1e21) ? Scientific(digits, point, exponentDigits) : Plain(digits, point));
    }

    /// <param name="point">Digits before the decimal point; may be negative or beyond the digits.</param>
    private static string Plain(string digits, int point) =>
        point <= 0 ? $"0.{new string('0', -point)}{digits}"
        : point >= digits.Length ? digits.PadRight(point, '0')
        : $"{digits[..point]}.{digits[point..]}";

    private static string Scientific(string digits, int point, int exponentDigits)
    {
        var fraction = digits.Length > 1 ? $".{digits[1..]}" : "";
        var exponent = point - 1;
        var size = Math.Abs(exponent).ToString(CultureInfo.InvariantCulture).PadLeft(exponentDigits, '0');
        return $"{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{size}";
    }

    private static (string Sign, string Digits, int Point) Parts(double value)
    {
        if (value == 0)
        {
            return (double.IsNegative(value) ? "-" : "", "0", 1);
        }

        var text = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        var mantissa = text.Split('E')[0];
        var exponent = text.Contains('E') ? int.Parse(text.Split('E')[1], CultureInfo.InvariantCulture) : 0;
        var whole = mantissa.Split('.')[0];
        var all = whole + mantissa[whole.Length..].TrimStart('.');
        var digits = all.TrimStart('0');
        var point = whole.Length + exponent - (all.Length - digits.Length);
        return (value < 0 ? "-" : "", digits.TrimEnd('0'), point);
    }
}
