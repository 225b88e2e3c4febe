using System.Collections.Frozen;
using System.Text.Json;

using Kube.Model;

namespace Kube.Runtime;

/// <summary>Whether a live object still has every field of a body, with the same value.</summary>
/// <remarks>
/// Lists follow server-side apply: lists with merge keys may hold items of others too; all other lists must be equal
/// item by item. When in doubt the answer is "different": that costs one apply, the opposite would hide drift.
/// </remarks>
internal static class Subset
{
    /// <summary>Merge keys of the built-in lists, by the list's name and the name of what holds it; the first key that an item has
    /// identifies it.</summary>
    private static readonly FrozenDictionary<string, string[]> MergeKeys = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["spec.containers"] = ["name"],
        ["spec.initContainers"] = ["name"],
        ["spec.volumes"] = ["name"],
        ["spec.imagePullSecrets"] = ["name"],
        ["spec.hostAliases"] = ["ip"],
        ["spec.topologySpreadConstraints"] = ["topologyKey", "whenUnsatisfiable"],
        ["containers.env"] = ["name"],
        ["containers.ports"] = ["containerPort", "protocol"],
        ["containers.volumeMounts"] = ["mountPath"],
        ["initContainers.env"] = ["name"],
        ["initContainers.ports"] = ["containerPort", "protocol"],
        ["initContainers.volumeMounts"] = ["mountPath"],
        ["spec.ports"] = ["port", "protocol"],
        ["metadata.ownerReferences"] = ["uid"],
        [".webhooks"] = ["name"],
        [".secrets"] = ["name"],
        [".imagePullSecrets"] = ["name"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Quantities = FrozenSet.Create(
        StringComparer.Ordinal, "limits", "requests", "capacity", "hard", "emptyDir");

    /// <summary>Where the two differ first, or null when <paramref name="live"/> holds all of <paramref name="body"/>.</summary>
    public static string? Difference(byte[] body, byte[] live)
    {
        using var wanted = JsonDocument.Parse(body);
        using var found = JsonDocument.Parse(live);
        return Compare(wanted.RootElement, found.RootElement, new Place("", "", ""));
    }

    private static string? Compare(JsonElement wanted, JsonElement found, Place at) => (wanted.ValueKind, found.ValueKind) switch
    {
        (JsonValueKind.Object, JsonValueKind.Object) => Objects(wanted, found, at),
        (JsonValueKind.Array, JsonValueKind.Array) => Arrays(wanted, found, at),
        (JsonValueKind.String, JsonValueKind.String) => Strings(wanted.GetString()!, found.GetString()!, at) ? null : at.Path,
        (JsonValueKind.Number, JsonValueKind.Number) => wanted.GetDecimal() == found.GetDecimal() ? null : at.Path,
        var (a, b) => a == b ? null : at.Path,
    };

    private static string? Objects(JsonElement wanted, JsonElement found, Place at)
    {
        foreach (var property in wanted.EnumerateObject())
        {
            var next = at.Field(property.Name);
            var difference = found.TryGetProperty(property.Name, out var value) ? Compare(property.Value, value, next) : next.Path;
            if (difference is not null)
            {
                return difference;
            }
        }

        return null;
    }

    private static string? Arrays(JsonElement wanted, JsonElement found, Place at)
    {
        if (MergeKeys.TryGetValue($"{at.Parent}.{at.Name}", out var keys))
        {
            return wanted.EnumerateArray().Select(item => Keyed(item, found, keys, at))
                .FirstOrDefault(difference => difference is not null);
        }

        return wanted.GetArrayLength() == found.GetArrayLength()
            ? wanted.EnumerateArray().Zip(found.EnumerateArray(), (a, b) => Compare(a, b, at))
                .FirstOrDefault(difference => difference is not null)
            : at.Path;
    }

    private static string? Keyed(JsonElement wanted, JsonElement list, string[] keys, Place at)
    {
        var same = list.EnumerateArray()
            .FirstOrDefault(item => item.ValueKind == JsonValueKind.Object && keys.All(key => SameKey(wanted, item, key)));
        return same.ValueKind == JsonValueKind.Undefined ? at.Path : Compare(wanted, same, at);
    }

    /// <remarks>A key that is left out has a default, so it fits whatever the server filled in.</remarks>
    private static bool SameKey(JsonElement wanted, JsonElement item, string key) =>
        !wanted.TryGetProperty(key, out var a) || (item.TryGetProperty(key, out var b) && JsonElement.DeepEquals(a, b));

    private static bool Strings(string wanted, string found, Place at) =>
        wanted == found
        || (Quantities.Contains(at.Parent) && Quantity.TryParse(wanted, out var a) && Quantity.TryParse(found, out var b) && a == b);

    private readonly record struct Place(string Path, string Parent, string Name)
    {
        public Place Field(string name) => new($"{Path}/{name}", Name, name);
    }
}
