using LlmTracing.Compiler.Patterns;

namespace LlmTracing.Compiler.Validation;

/// <summary>Regular expressions that the collector must accept, and that no policy can use to starve it.</summary>
internal static class PatternRules
{
    private const int MostCharacters = 512;
    private const int MostInstructions = 5000;
    private const int MostUnicodeClasses = 16;

    internal static IEnumerable<Mistake> Pattern(string path, string pattern) =>
        Fault(pattern) is { } fault ? [new(path, Reasons.InvalidPattern, fault.Message, fault.Hint)] : [];

    private static (string Message, string Hint)? Fault(string pattern)
    {
        if (pattern.Length is 0 or > MostCharacters)
        {
            return ($"The pattern is empty or longer than {MostCharacters} characters.", "Write a shorter one, or several.");
        }

        if (Re2.Check(pattern) is { } error)
        {
            return ($"The pattern is no RE2 expression: {error}", "Write it in RE2 syntax, which has no look-around and no back-references.");
        }

        var (part, unicodeClasses) = Re2Parser.Measure(pattern);
        return part.IsOptional ? ("The pattern matches the empty text, hence everywhere.", "Make at least one character mandatory.")
            : part.Size > MostInstructions
                ? ($"The pattern is too large: its repeats stand for more than {MostInstructions} steps.", "Repeat less, or shorter pieces.")
            : unicodeClasses > MostUnicodeClasses
                ? ($"The pattern names more than {MostUnicodeClasses} Unicode classes.", "Repeat one class, as in \\pL{3}, or write several patterns.")
            : null;
    }
}
