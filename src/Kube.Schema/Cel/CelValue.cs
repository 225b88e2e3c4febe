using System.Text.Json;
using System.Text.Json.Nodes;
using Kube.Schema.Json;
using Kube.Schema;

namespace Kube.Schema.Cel;

/// <summary>
/// JSON as CEL sees it: null, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>, <see cref="string"/>, lists
/// (<see cref="IReadOnlyList{T}"/>) and maps (<see cref="CelMap"/>); the schema decides between integers and doubles.
/// </summary>
internal static class CelValue
{
    public static object? From(JsonNode? node, SchemaNode? schema = null) => node switch
    {
        null => null,
        JsonObject map => new CelMap(Members(map, schema)),
        JsonArray list => list.Select(item => From(item, schema?.Items)).ToArray(),
        _ => Scalar(node, schema),
    };

    private static object? Scalar(JsonNode node, SchemaNode? schema) => node.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => node.Text(),
        JsonValueKind.Number when schema?.Type != "number" && node.Integer() is { } integer => integer,
        JsonValueKind.Number => node.Number(),
        _ => null,
    };

    /// <summary>A null where the schema has no null is an absent field.</summary>
    private static Dictionary<object, object?> Members(JsonObject map, SchemaNode? schema)
    {
        var members = new Dictionary<object, object?>();
        foreach (var (name, child) in map)
        {
            var childSchema = schema?.Child(name);
            if (child is not null || childSchema is null || childSchema.Nullable || childSchema.PreserveUnknown)
            {
                members[name] = From(child, childSchema);
            }
        }

        return members;
    }

    public static new bool Equals(object? left, object? right) => (left, right) switch
    {
        (null, null) => true,
        (long or double, long or double) => Compare(left!, right!) == 0,
        (IReadOnlyList<object?> a, IReadOnlyList<object?> b) => a.Count == b.Count && a.Zip(b).All(pair => Equals(pair.First, pair.Second)),
        (CelMap a, CelMap b) => a.SameAs(b),
        _ => object.Equals(left, right),
    };

    /// <exception cref="CelException">The two have no order.</exception>
    public static int Compare(object? left, object? right) => (left, right) switch
    {
        (long a, long b) => a.CompareTo(b),
        (long a, double b) => ((double)a).CompareTo(b),
        (double a, long b) => a.CompareTo((double)b),
        (double a, double b) => a.CompareTo(b),
        (string a, string b) => string.CompareOrdinal(a, b),
        (bool a, bool b) => a.CompareTo(b),
        (TimeSpan a, TimeSpan b) => a.CompareTo(b),
        (DateTimeOffset a, DateTimeOffset b) => a.CompareTo(b),
        _ => throw new CelException("no such overload"),
    };
}

/// <summary>A CEL map or message.</summary>
internal sealed class CelMap(Dictionary<object, object?> entries)
{
    public int Count => entries.Count;

    public IReadOnlyCollection<object> Keys => entries.Keys;

    public bool TryGet(object? key, out object? value)
    {
        value = null;
        return key is not null && entries.TryGetValue(key, out value);
    }

    public bool SameAs(CelMap other) =>
        Count == other.Count && entries.All(entry => other.TryGet(entry.Key, out var value) && CelValue.Equals(entry.Value, value));
}
