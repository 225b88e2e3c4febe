namespace LlmTracing.Compiler.Patterns;

internal ref partial struct Re2Parser
{
    private void Group(List<Re2Part> parts)
    {
        var outer = flags;
        at++;
        var captures = true;
        if (Here('?'))
        {
            captures = Here("?P<") || Here("?<");
            if (captures)
            {
                Name();
            }
            else if (!Flags())
            {
                return;
            }
        }

        if (++depth > MaxDepth)
        {
            throw new Re2Exception("It is nested too deeply.");
        }

        var content = Alternatives();
        depth--;
        if (!Take(')'))
        {
            throw new Re2Exception("A '(' is not closed.");
        }

        flags = outer;
        parts.Add(captures ? content.Capture() : content with { Text = $"(?:{content.Text})" });
    }

    /// <remarks>Unlike C++, Go lets several groups have one name.</remarks>
    private void Name()
    {
        if (Here("?<=") || Here("?<!"))
        {
            throw new Re2Exception("Lookbehind is not known to RE2.");
        }

        var start = pattern.IndexOf('<', at) + 1;
        var end = pattern.IndexOf('>', start);
        var name = end < 0 ? "" : pattern[start..end];
        if (name.Length == 0 || !name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_'))
        {
            throw new Re2Exception("A group has no valid name.");
        }

        at = end + 1;
    }

    /// <summary>Reads <c>?flags:</c> or <c>?flags)</c>; true when a group begins.</summary>
    private bool Flags()
    {
        var start = at++;
        var (set, clear, negative, pending) = (flags, Re2Flags.None, false, false);
        while (at < pattern.Length)
        {
            var character = pattern[at++];
            if (character is ':' or ')' && (!negative || pending))
            {
                flags = set & ~clear;
                return character == ':';
            }

            if (character == '-' && !negative)
            {
                (negative, pending) = (true, false);
            }
            else if (FlagOf(character) is { } flag)
            {
                pending = true;
                (set, clear) = negative ? (set, clear | flag) : (set | flag, clear);
            }
            else
            {
                break;
            }
        }

        throw Unknown(start);
    }

    private static Re2Flags? FlagOf(char character) => character switch
    {
        'i' => Re2Flags.IgnoreCase,
        'm' => Re2Flags.Multiline,
        's' => Re2Flags.DotAll,
        'U' => Re2Flags.Ungreedy,
        _ => null,
    };

    private readonly Re2Exception Unknown(int start) => new((start + 1 < pattern.Length ? pattern[start + 1] : '\0') switch
    {
        '=' or '!' => "Lookahead is not known to RE2.",
        '>' => "Atomic groups are not known to RE2.",
        '#' => "Comments are not known to RE2.",
        '(' => "Conditionals are not known to RE2.",
        _ => $"The group '({pattern[start..Math.Min(at, pattern.Length)]}' is not known to RE2.",
    });
}
