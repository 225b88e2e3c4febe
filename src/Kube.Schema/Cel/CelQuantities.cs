using Kube.Model;

namespace Kube.Schema.Cel;

/// <summary>Methods of quantities.</summary>
internal static class CelQuantities
{
    public static object Call(string name, Quantity quantity, object?[] arguments) => (name, arguments) switch
    {
        ("isGreaterThan", [Quantity other]) => quantity.Value > other.Value,
        ("isLessThan", [Quantity other]) => quantity.Value < other.Value,
        ("compareTo", [Quantity other]) => (long)quantity.Value.CompareTo(other.Value),
        ("sign", []) => (long)Math.Sign(quantity.Value),
        ("isInteger", []) => quantity.Value == decimal.Truncate(quantity.Value),
        ("asInteger", []) => (long)quantity.Value,
        ("asApproximateFloat", []) => (double)quantity.Value,
        _ => throw CelFunctions.Unknown(name),
    };
}
