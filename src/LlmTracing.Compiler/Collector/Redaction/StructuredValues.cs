using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Collector.Redaction;

/// <summary>Structural keys whose values are lists or JSON: they keep them only in the form that the key is for.</summary>
/// <remarks>The value passes through the cache, so that of repeated keys one is left, and that one was looked at.</remarks>
internal static class StructuredValues
{
    internal static IEnumerable<string> Statements() => StructuralKeys.Structured.SelectMany(one =>
    {
        var value = Ottl.Attribute(one.Key);
        var cached = $"cache[{Ottl.Literal(one.Key)}]";
        return new[]
        {
            $"set({cached}, {value})",
            Ottl.DeleteAll(one.Key),
            $"set({value}, {cached}) where {cached} != nil and IsMatch(String({cached}), {Ottl.Literal(one.Form)})",
        };
    });
}
