namespace LlmTracing.Compiler.Plan.Detection;

/// <summary>The literal prefix of an RE2 pattern.</summary>
internal static class LiteralHead
{
    private const string Plain = "_/:@ -%=#;.";

    /// <summary>Only characters that JSON does not escape. Empty if the pattern starts otherwise, or has alternatives.</summary>
    internal static string Of(string pattern)
    {
        if (HasAlternatives(pattern))
        {
            return "";
        }

        var head = "";
        for (var at = 0; at < pattern.Length;)
        {
            var (text, next) = Character(pattern, at);
            if (text is null || (next < pattern.Length && pattern[next] is '?' or '*' or '{'))
            {
                break;
            }

            head += text;
            at = next;
        }

        return head;
    }

    private static (char? Text, int Next) Character(string pattern, int at) => pattern[at] switch
    {
        '\\' when at + 1 < pattern.Length && Plain.Contains(pattern[at + 1]) => (pattern[at + 1], at + 2),
        '.' => (null, at),
        var one when char.IsAsciiLetterOrDigit(one) || Plain.Contains(one) => (one, at + 1),
        _ => (null, at),
    };

    /// <summary>Whether there is a bar outside all groups and classes.</summary>
    private static bool HasAlternatives(string pattern)
    {
        var (depth, inClass) = (0, false);
        for (var at = 0; at < pattern.Length; at++)
        {
            switch (pattern[at])
            {
                case '\\':
                    at++;
                    break;
                case '[' when !inClass:
                    inClass = true;
                    break;
                case ']' when inClass:
                    inClass = false;
                    break;
                case '(' when !inClass:
                    depth++;
                    break;
                case ')' when !inClass:
                    depth--;
                    break;
                case '|' when !inClass && depth == 0:
                    return true;
            }
        }

        return false;
    }
}
