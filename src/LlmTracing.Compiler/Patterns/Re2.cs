using System.Text.RegularExpressions;

namespace LlmTracing.Compiler.Patterns;

/// <summary>The regular expressions of the collector: RE2 as Go's <c>regexp</c> package reads it.</summary>
/// <remarks>
/// Unicode classes are known by the names that every version of Go has: one- and two-letter categories, and scripts.
/// An accepted pattern means the same inside a larger one; only for that, a <c>\Q</c> needs its <c>\E</c> here.
/// </remarks>
public static class Re2
{
    /// <summary>Name of the group in front of what is replaced.</summary>
    public const string Before = "before";

    /// <summary>Name of the group behind what is replaced.</summary>
    public const string After = "after";

    /// <summary>Null when Go compiles the pattern, alone and inside a group, else a sentence that says why it does not. The sentence holds no text of the pattern but the piece at fault.</summary>
    public static string? Check(string pattern)
    {
        try
        {
            Re2Parser.Measure(pattern);
            return null;
        }
        catch (Re2Exception error)
        {
            return error.Message;
        }
    }

    /// <summary>
    /// A compiled pattern. It runs in linear time unless it holds <c>\b</c> or a Unicode class or is too large; those backtrack, and after
    /// <paramref name="timeout"/> throw <see cref="RegexMatchTimeoutException"/>.
    /// </summary>
    /// <exception cref="Re2Exception">The pattern is not accepted.</exception>
    /// <exception cref="NotSupportedException">It names a Unicode script, for which .NET has no table.</exception>
    public static Regex Compile(string pattern, TimeSpan timeout)
    {
        var part = Parse(pattern);
        return Compile(part.Text, part.Backtracks, timeout);
    }

    /// <summary>A compiled pattern of three pieces, with the first and the last as groups <see cref="Before"/> and <see cref="After"/>.</summary>
    /// <inheritdoc cref="Compile(string, TimeSpan)"/>
    public static Regex Compile(string before, string pattern, string after, TimeSpan timeout)
    {
        var (first, middle, last) = (Parse(before), Parse(pattern), Parse(after));
        return Compile(
            $"(?<{Before}>{first.Text})(?:{middle.Text})(?<{After}>{last.Text})", first.Backtracks || middle.Backtracks || last.Backtracks, timeout);
    }

    private static Regex Compile(string translated, bool backtracks, TimeSpan timeout)
    {
        const RegexOptions options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
        if (!backtracks)
        {
            try
            {
                return new Regex(translated, options | RegexOptions.NonBacktracking, timeout);
            }
            catch (NotSupportedException)
            {
                // The automaton would be too large.
            }
        }

        return new Regex(translated, options, timeout);
    }

    /// <summary>Replaces all matches as Go does: no empty match directly behind another match, and none inside a character.</summary>
    public static string Replace(Regex regex, string text, Func<Match, string> replacement)
    {
        var end = -1;
        return regex.Replace(text, match =>
        {
            var none = match.Length == 0 && (match.Index == end || IsInside(text, match.Index));
            end = match.Index + match.Length;
            return none ? "" : replacement(match);
        });
    }

    private static bool IsInside(string text, int index) => index > 0 && index < text.Length && char.IsSurrogatePair(text[index - 1], text[index]);

    /// <summary>Does nothing when <see cref="Compile(string, TimeSpan)"/> would accept the pattern.</summary>
    /// <inheritdoc cref="Compile(string, TimeSpan)" path="/exception"/>
    public static void Require(string pattern) => Parse(pattern);

    private static Re2Part Parse(string pattern)
    {
        var part = Re2Parser.Translate(pattern);
        return part.Unsupported is { } what ? throw new NotSupportedException(what) : part;
    }
}

/// <summary>A pattern that Go's <c>regexp</c> package refuses.</summary>
public sealed class Re2Exception(string message) : FormatException(message);
