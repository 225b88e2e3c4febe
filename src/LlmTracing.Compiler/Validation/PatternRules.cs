using LlmTracing.Compiler.Patterns;

namespace LlmTracing.Compiler.Validation;

/// <summary>Regular expressions that the collector must accept.</summary>
internal static class PatternRules
{
    private const int MostCharacters = 512;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    internal static IEnumerable<Mistake> Pattern(string path, string pattern)
    {
        if (pattern.Length is 0 or > MostCharacters)
        {
            yield return new(path, Reasons.InvalidPattern, $"The pattern is empty or longer than {MostCharacters} characters.", "Write a shorter one, or several.");
        }
        else if (Re2.Check(pattern) is { } error)
        {
            yield return new(path, Reasons.InvalidPattern, $"The pattern is no RE2 expression: {error}", "Write it in RE2 syntax, which has no look-around and no back-references.");
        }
        else if (MatchesNothing(pattern))
        {
            yield return new(path, Reasons.InvalidPattern, "The pattern matches the empty text, hence everywhere.", "Make at least one character mandatory.");
        }
    }

    /// <summary>A pattern that can't be tried here names a class of characters, hence is not empty by itself.</summary>
    private static bool MatchesNothing(string pattern)
    {
        try
        {
            return Re2.Compile(pattern, Patience).IsMatch("");
        }
        catch (NotSupportedException)
        {
            return false;
        }
    }
}
