using System.Collections.Immutable;

namespace Kube.Model;

/// <summary>Absent collections of JSON read as empty ones.</summary>
public static class Collections
{
    /// <summary>The array, or an empty one for <c>default</c>.</summary>
    public static ImmutableArray<T> OrEmpty<T>(this ImmutableArray<T> items) => items.IsDefault ? [] : items;

    /// <summary>The map, or an empty one for <c>null</c>.</summary>
    public static ImmutableSortedDictionary<string, T> OrEmpty<T>(this ImmutableSortedDictionary<string, T>? items) =>
        items ?? ImmutableSortedDictionary<string, T>.Empty;

    /// <summary>What a list of the library holds; nothing when it is absent.</summary>
    public static IEnumerable<T> OrEmpty<T>(this IList<T>? items) => items ?? [];

    /// <summary>A map of the library as a value that nobody can change; empty when it is absent.</summary>
    public static ImmutableSortedDictionary<string, T> ToImmutableMap<T>(this IDictionary<string, T>? items) =>
        items is null ? ImmutableSortedDictionary<string, T>.Empty : items.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>A sorted map from pairs, for object initialisers.</summary>
    public static ImmutableSortedDictionary<string, string> Map(params ReadOnlySpan<(string Key, string Value)> pairs)
    {
        var builder = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in pairs)
        {
            builder[key] = value;
        }

        return builder.ToImmutable();
    }
}
