using System.Collections.Immutable;

namespace LlmTracing.Compiler.Collector.Redaction;

/// <summary>Functions over whole maps, applied to some keys only: keys move to the cache and return.</summary>
internal static class SplitMap
{
    private const string Map = "split";

    /// <summary>Statements after which each key is there once, with the last of its values: functions differ in which of repeated keys they see.</summary>
    internal static ImmutableArray<string> Unique { get; } = [.. Aside([".*"], _ => [])];

    /// <summary>Statements that rewrite the values of the keys; lists and maps become JSON text first.</summary>
    internal static IEnumerable<string> Rewrite(ImmutableArray<string> keys, Func<string, IEnumerable<string>> rewrite) =>
        Aside(keys, map => [$"stringify_all({map})", .. rewrite(map)]);

    /// <summary>One digest per value, lines included.</summary>
    internal static IEnumerable<string> Digest(string map) =>
        [$"replace_all_patterns({map}, \"value\", {Ottl.Literal("(?s)^.*$")}, {Ottl.Literal("$0")}, SHA256, {Ottl.Literal(ContentHash.Template)})"];

    private static IEnumerable<string> Aside(ImmutableArray<string> keys, Func<string, IEnumerable<string>> statements)
    {
        var map = $"cache[{Ottl.Literal(Map)}]";
        var pattern = Ottl.Literal(Ottl.WholeKey(keys));
        return
        [
            $"set({map}, attributes)",
            $"keep_matching_keys({map}, {pattern})",
            $"delete_matching_keys(attributes, {pattern})",
            .. statements(map),
            $"merge_maps(attributes, {map}, \"upsert\")",
        ];
    }
}
