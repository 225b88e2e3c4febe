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
            return (
                $"The pattern is empty or longer than {MostCharacters} characters.",
                $"Use 1 to {MostCharacters} characters, or several patterns.");
        }

        if (Re2.Check(pattern) is { } error)
        {
            return (
                $"The pattern is not a valid RE2 expression: {error}", "Use RE2 syntax, which has no lookaround and no backreferences.");
        }

        var (part, unicodeClasses) = Re2Parser.Measure(pattern);
        return part.IsOptional ? ("The pattern matches the empty string, so it matches everywhere.", "Require at least one character.")
            : part.Size > MostInstructions
                ? (
                    $"The pattern is too large: its repetitions expand to more than {MostInstructions} steps.",
                    "Use fewer repetitions, or repeat shorter parts.")
            : unicodeClasses > MostUnicodeClasses
                ? (
                    $"The pattern uses more than {MostUnicodeClasses} Unicode classes.",
                    "Repeat one class, as in \\pL{3}, or write several patterns.")
            : null;
    }
}
