using System.Collections.Frozen;
using LlmTracing.Compiler.Otlp;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Preview;

/// <summary>The form that structural keys with lists or JSON are for.</summary>
internal static class StructuredForm
{
    private static readonly FrozenDictionary<string, KeyPattern> Forms =
        StructuralKeys.Structured.ToFrozenDictionary(one => one.Key, one => KeyPattern.Anywhere(one.Form), StringComparer.Ordinal);

    /// <summary>Whether the value has the form of its key, or the key has none.</summary>
    internal static bool Fits(Field field) => !Forms.TryGetValue(field.Key, out var form) || (AnyValue.Kind(field.Value!).Length > 0 && form.Matches(field.Text));
}
