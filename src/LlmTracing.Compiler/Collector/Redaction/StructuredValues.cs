using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Collector.Redaction;

/// <summary>Structural keys whose values are lists or JSON: they keep them only in the form that the key is for.</summary>
internal static class StructuredValues
{
    internal static IEnumerable<string> Statements() =>
        from one in StructuralKeys.Structured
        let value = Ottl.Attribute(one.Key)
        select $"{Ottl.Delete(one.Key)} where {value} == nil or not IsMatch(String({value}), {Ottl.Literal(one.Form)})";
}
