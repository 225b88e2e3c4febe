namespace Kube.Schema.Cel;

/// <summary>Arithmetic, comparison and membership, with CEL's overflow errors.</summary>
internal static class CelOperators
{
    public static object Unary(string symbol, object? operand) => (symbol, operand) switch
    {
        ("!", bool truth) => !truth,
        ("-", long number) => -number,
        ("-", double number) => -number,
        _ => throw new CelException("no such overload"),
    };

    public static object Binary(string symbol, object? left, object? right) => symbol switch
    {
        "==" => CelValue.Equals(left, right),
        "!=" => !CelValue.Equals(left, right),
        "<" => CelValue.Compare(left, right) < 0,
        "<=" => CelValue.Compare(left, right) <= 0,
        ">" => CelValue.Compare(left, right) > 0,
        ">=" => CelValue.Compare(left, right) >= 0,
        "in" => Contains(right, left),
        _ => Arithmetic(symbol, left, right),
    };

    private static bool Contains(object? container, object? item) => container switch
    {
        IReadOnlyList<object?> list => list.Any(other => CelValue.Equals(other, item)),
        CelMap map => map.TryGet(item, out _),
        _ => throw new CelException("no such overload"),
    };

    private static object Arithmetic(string symbol, object? left, object? right) => (left, right) switch
    {
        (long a, long b) => Integer(symbol, a, b),
        (double a, double b) => Real(symbol, a, b),
        (string a, string b) when symbol == "+" => a + b,
        (IReadOnlyList<object?> a, IReadOnlyList<object?> b) when symbol == "+" => a.Concat(b).ToArray(),
        (TimeSpan a, TimeSpan b) when symbol is "+" or "-" => symbol == "+" ? a + b : a - b,
        (DateTimeOffset a, TimeSpan b) when symbol is "+" or "-" => symbol == "+" ? a + b : a - b,
        (DateTimeOffset a, DateTimeOffset b) when symbol == "-" => a - b,
        _ => throw new CelException("no such overload"),
    };

    private static object Integer(string symbol, long left, long right)
    {
        if (right == 0 && symbol is "/" or "%")
        {
            throw new CelException(symbol == "/" ? "division by zero" : "modulus by zero");
        }

        try
        {
            return symbol switch
            {
                "+" => checked(left + right),
                "-" => checked(left - right),
                "*" => checked(left * right),
                "/" => left / right,
                _ => left % right,
            };
        }
        catch (OverflowException)
        {
            throw new CelException("integer overflow");
        }
    }

    private static object Real(string symbol, double left, double right) => symbol switch
    {
        "+" => left + right,
        "-" => left - right,
        "*" => left * right,
        "/" => left / right,
        _ => throw new CelException("no such overload"),
    };
}
