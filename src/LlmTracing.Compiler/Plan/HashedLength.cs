namespace LlmTracing.Compiler.Plan;

/// <summary>The attribute with the length of a hashed text in UTF-8 bytes: <c>gen_ai.system_instructions.length</c>.</summary>
/// <remarks>Only keys that are literal in the vocabulary get one: the collector cannot compute attribute names.</remarks>
public static class HashedLength
{
    public static string Key(string key) => $"{key}.length";

    /// <summary>The only key that a vocabulary pattern matches; null if it matches several.</summary>
    public static string? Literal(string pattern) =>
        pattern.StartsWith(Staging.AnyPattern, StringComparison.Ordinal) ? null : LiteralKey.Of(pattern);
}
