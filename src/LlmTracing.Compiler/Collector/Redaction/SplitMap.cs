using System.Collections.Immutable;

namespace LlmTracing.Compiler.Collector.Redaction;

/// <summary>Functions over whole maps, applied to some keys only: keys move to the cache and return.</summary>
internal static class SplitMap
{
    private const string Map = "split";

    /// <summary>Statements that rewrite the values of the keys; lists and maps become JSON text first.</summary>
    internal static IEnumerable<string> Rewrite(string context, ImmutableArray<string> keys, Func<string, IEnumerable<string>> rewrite) =>
        Aside(context, keys, map => [$"stringify_all({map})", .. rewrite(map)]);

    /// <summary>Statements over the attributes that do not reach these keys.</summary>
    internal static IEnumerable<string> Except(string context, ImmutableArray<string> keys, IEnumerable<string> statements) =>
        Aside(context, keys, _ => statements);

    /// <summary>One digest per value, lines included.</summary>
    internal static IEnumerable<string> Digest(string map) =>
        [$"replace_all_patterns({map}, \"value\", {Ottl.Literal("(?s)^.*$")}, {Ottl.Literal("$0")}, SHA256, {Ottl.Literal(ContentHash.Template)})"];

    private static IEnumerable<string> Aside(string context, ImmutableArray<string> keys, Func<string, IEnumerable<string>> statements)
    {
        var map = $"{context}.cache[{Ottl.Literal(Map)}]";
        var pattern = Ottl.Literal(Ottl.WholeKey(keys));
        return
        [
            $"set({map}, {context}.attributes)",
            $"keep_matching_keys({map}, {pattern})",
            $"delete_matching_keys({context}.attributes, {pattern})",
            .. statements(map),
            $"merge_maps({context}.attributes, {map}, \"upsert\")",
        ];
    }
}
