namespace Kube.Schema.Cel;

/// <summary>Methods of lists beyond the macros.</summary>
internal static class CelLists
{
    public static object? Call(string name, IReadOnlyList<object?> list, object?[] arguments) => (name, arguments) switch
    {
        ("join", []) => string.Concat(list.Select(CelFunctions.ToText)),
        ("join", [string separator]) => string.Join(separator, list.Select(CelFunctions.ToText)),
        ("isSorted", []) => list.Zip(list.Skip(1)).All(pair => CelValue.Compare(pair.First, pair.Second) <= 0),
        ("min", []) => list.Aggregate((a, b) => CelValue.Compare(a, b) <= 0 ? a : b),
        ("max", []) => list.Aggregate((a, b) => CelValue.Compare(a, b) >= 0 ? a : b),
        ("sum", []) => list.Count == 0 ? 0L : list.Aggregate((a, b) => CelOperators.Binary("+", a, b)),
        ("indexOf", [var item]) => (long)list.ToList().FindIndex(other => CelValue.Equals(other, item)),
        ("lastIndexOf", [var item]) => (long)list.ToList().FindLastIndex(other => CelValue.Equals(other, item)),
        _ => throw CelFunctions.Unknown(name),
    };
}
