using System.Text.Json.Nodes;
using LlmTracing.Compiler.Otlp;

namespace LlmTracing.Compiler.Preview;

/// <summary>A value under redaction.</summary>
/// <param name="key">Decides what happens: the attribute's key, or a staging key for what is no attribute.</param>
/// <param name="place">For the report.</param>
/// <param name="value">OTLP value; null once it is dropped.</param>
internal sealed class Field(string key, string place, JsonObject? value)
{
    internal string Key { get; } = key;

    internal string Place { get; } = place;

    internal JsonObject? Value { get; set; } = value;

    /// <summary>Bytes of what was hashed, where that is told beside the digest.</summary>
    internal int? HashedLength { get; set; }

    internal string Text => Value is null ? "" : AnyValue.AsText(Value);

    internal void Set(string text) => Value = AnyValue.Of(text);
}
