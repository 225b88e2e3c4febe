namespace LlmTracing.Compiler.Patterns;

internal ref partial struct Re2Parser
{
    private void Escape(List<Re2Part> parts)
    {
        switch (at + 1 < pattern.Length ? pattern[at + 1] : '\0')
        {
            case 'A':
                parts.Add(Assertion(@"\A"));
                break;
            case 'z':
                parts.Add(Assertion(@"\z"));
                break;
            case 'b':
                parts.Add(Assertion($"(?:{After}{NotBefore}|{NotAfter}{Before})") with { Backtracks = true });
                break;
            case 'B':
                parts.Add(Assertion($"(?:{After}{Before}|{NotAfter}{NotBefore})") with { Backtracks = true });
                break;
            case 'Q':
                Quoted(parts);
                break;
            default:
                parts.Add(ClassEscape() is { } set ? set.ToPart() : Literal(Character()));
                break;
        }
    }

    private const string After = "(?<=[0-9A-Za-z_])";
    private const string NotAfter = "(?<![0-9A-Za-z_])";
    private const string Before = "(?=[0-9A-Za-z_])";
    private const string NotBefore = "(?![0-9A-Za-z_])";

    private Re2Part Assertion(string text)
    {
        at += 2;
        return new(text, IsOptional: true);
    }

    /// <remarks>Go closes it at the end of the text; there it would swallow what is put behind the pattern.</remarks>
    private void Quoted(List<Re2Part> parts)
    {
        at += 2;
        var end = pattern.IndexOf(@"\E", at, StringComparison.Ordinal);
        if (end < 0)
        {
            throw new Re2Exception(@"A \Q has no \E.");
        }

        while (at < end)
        {
            parts.Add(Literal(Next()));
        }

        at = end + 2;
    }

    /// <summary>The set of <c>\d</c>, <c>\pL</c> and the like; null, and nothing read, when another escape is here.</summary>
    private Re2Set? ClassEscape()
    {
        if (!Here('\\') || at + 1 >= pattern.Length)
        {
            return null;
        }

        var letter = pattern[at + 1];
        var set = char.ToLowerInvariant(letter) switch
        {
            'd' => Re2Names.Posix("digit"),
            's' => Re2Set.Of('\t', '\n').With(Re2Set.Of('\f', '\r')).With(Re2Set.Of(' ')),
            'w' => Re2Names.Posix("word"),
            'p' => UnicodeClass(),
            _ => null,
        };
        if (set is null)
        {
            return null;
        }

        at += char.ToLowerInvariant(letter) == 'p' ? 0 : 2;
        set = letter is 'p' or 'P' ? set : Cased(set);
        return char.IsAsciiLetterUpper(letter) ? set.Negated() : set;
    }

    private Re2Set UnicodeClass()
    {
        var start = at;
        at += 2;
        if (at >= pattern.Length)
        {
            throw new Re2Exception($@"The class '{pattern[start..]}' has no name.");
        }

        var end = Here('{') ? pattern.IndexOf('}', at) : at;
        if (end < 0)
        {
            throw new Re2Exception(@"A '\p{' is not closed.");
        }

        var name = Here('{') ? pattern[(at + 1)..end] : char.ConvertFromUtf32(Next());
        at = Math.Max(at, end + 1);
        var negated = name.StartsWith('^');
        unicodeClasses++;
        var set = Unicode(negated ? name[1..] : name) ?? throw new Re2Exception($"The class '{pattern[start..at]}' is not known.");
        return negated ? set.Negated() : set;
    }

    private readonly Re2Set? Unicode(string name) =>
        translates ? Re2Names.Unicode(name, flags.HasFlag(Re2Flags.IgnoreCase))
        : Re2Names.IsUnicode(name) ? Re2Set.None
        : null;

    /// <summary>The code point that an escape stands for.</summary>
    private int Character()
    {
        var start = at++;
        if (at >= pattern.Length)
        {
            throw new Re2Exception("It ends in a backslash.");
        }

        var rune = Next();
        int? code = rune switch
        {
            'a' => '\a',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\v',
            'x' => Hexadecimal(),
            '0' => Octal(0),
            >= '1' and <= '7' when at < pattern.Length && pattern[at] is >= '0' and <= '7' => Octal(rune - '0'),
            < 0x80 when !char.IsAsciiLetterOrDigit((char)rune) => rune,
            _ => null,
        };
        return code ?? throw new Re2Exception($"The escape '{pattern[start..Math.Min(at, pattern.Length)]}' is not known to RE2.");
    }

    private int Octal(int value)
    {
        for (var digits = 0; digits < 2 && at < pattern.Length && pattern[at] is >= '0' and <= '7'; digits++)
        {
            value = (value * 8) + (pattern[at++] - '0');
        }

        return value;
    }

    private int? Hexadecimal()
    {
        var braced = Take('{');
        var (value, digits) = (0, 0);
        for (; at < pattern.Length && char.IsAsciiHexDigit(pattern[at]) && (braced || digits < 2); digits++)
        {
            value = (value * 16) + Convert.ToInt32(pattern[at++].ToString(), 16);
            if (value > Re2Set.Last)
            {
                return null;
            }
        }

        return braced ? digits > 0 && Take('}') ? value : null : digits == 2 ? value : null;
    }
}
