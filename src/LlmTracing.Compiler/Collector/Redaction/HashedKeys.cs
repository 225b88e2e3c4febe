using System.Collections.Immutable;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Collector.Redaction;

/// <summary>Values that become digests, with their lengths beside them where the key is known literally.</summary>
internal static class HashedKeys
{
    internal static IEnumerable<string> Statements(ImmutableArray<string> keys)
    {
        if (keys.IsEmpty)
        {
            return [];
        }

        var literal = keys.Select(HashedLength.Literal).OfType<string>().ToList();
        return
        [
            .. literal.Select(key => $"set({Length(key)}, Len(String({Ottl.Attribute(key)}))) where {Ottl.Attribute(key)} != nil"),
            .. SplitMap.Rewrite(keys, SplitMap.Digest),
            .. literal.Select(key => $"set({Ottl.Attribute(HashedLength.Key(key))}, {Length(key)}) where {Length(key)} != nil"),
        ];
    }

    private static string Length(string key) => $"cache[{Ottl.Literal(HashedLength.Key(key))}]";
}
