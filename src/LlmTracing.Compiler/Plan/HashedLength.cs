namespace LlmTracing.Compiler.Plan;

/// <summary>The attribute beside a digest that holds the length of what was hashed: <c>gen_ai.system_instructions.length</c>, in bytes of UTF-8.</summary>
/// <remarks>Only keys that the vocabulary has literally get one: the collector can't compute the name of the other attribute.</remarks>
public static class HashedLength
{
    public static string Key(string key) => $"{key}.length";

    /// <summary>The one key that a pattern of the vocabulary matches; null when it matches several.</summary>
    public static string? Literal(string pattern) => pattern.StartsWith(Staging.AnyPattern, StringComparison.Ordinal) ? null : LiteralKey.Of(pattern);
}
