using System.Globalization;
using System.Text;

namespace LlmTracing.Compiler.Patterns;

/// <summary>Recursive descent over a pattern; one method per production, in the order of Go's parser.</summary>
internal ref partial struct Re2Parser
{
    private const int MaxDepth = 1000;

    private readonly string pattern;
    private int at;
    private int depth;
    private readonly bool translates;
    private int unicodeClasses;
    private Re2Flags flags;

    private Re2Parser(string pattern, bool translates) => (this.pattern, this.translates) = (pattern, translates);

    /// <summary>The pattern with its translation, which is long where it names Unicode classes or ignores case.</summary>
    internal static Re2Part Translate(string pattern) => Parse(pattern, translates: true).Part;

    /// <summary>All but the translation, in time that only the length of the pattern bounds; and how many Unicode classes it names.</summary>
    internal static (Re2Part Part, int UnicodeClasses) Measure(string pattern) => Parse(pattern, translates: false);

    private static (Re2Part Part, int UnicodeClasses) Parse(string pattern, bool translates)
    {
        for (var index = 0; index < pattern.Length; index++)
        {
            if (char.IsSurrogate(pattern[index]) && !(index + 1 < pattern.Length && char.IsSurrogatePair(pattern[index], pattern[++index])))
            {
                throw new Re2Exception("It is not valid Unicode.");
            }
        }

        var parser = new Re2Parser(pattern, translates);
        var part = parser.Alternatives();
        return parser.at < pattern.Length ? throw new Re2Exception("A ')' has no '(' before it.") : (part, parser.unicodeClasses);
    }

    private Re2Part Alternatives()
    {
        var alternatives = new List<Re2Part> { Sequence() };
        while (Take('|'))
        {
            alternatives.Add(Sequence());
        }

        return Re2Part.Alternate(alternatives);
    }

    private Re2Part Sequence()
    {
        var parts = new List<Re2Part>();
        var quantified = false;
        while (at < pattern.Length && pattern[at] is not ('|' or ')'))
        {
            if (Quantifier() is { } quantifier)
            {
                Quantify(parts, quantifier, quantified);
                quantified = true;
            }
            else
            {
                Element(parts);
                quantified = false;
            }
        }

        return Re2Part.Concatenate(parts);
    }

    private readonly void Quantify(List<Re2Part> parts, (int Min, int? Max, bool Lazy) quantifier, bool quantified)
    {
        if (parts.Count == 0)
        {
            throw new Re2Exception("A repeat operator has nothing to repeat.");
        }

        if (quantified)
        {
            throw new Re2Exception("Repeat operators can't follow one another; possessive ones are not known.");
        }

        parts[^1] = parts[^1].Repeat(quantifier.Min, quantifier.Max, quantifier.Lazy ^ flags.HasFlag(Re2Flags.Ungreedy));
    }

    private void Element(List<Re2Part> parts)
    {
        var character = pattern[at];
        switch (character)
        {
            case '(':
                Group(parts);
                break;
            case '[':
                parts.Add(Class().ToPart());
                break;
            case '\\':
                Escape(parts);
                break;
            case '.':
                at++;
                parts.Add((flags.HasFlag(Re2Flags.DotAll) ? Re2Set.All : Re2Set.Of('\n').Negated()).ToPart());
                break;
            case '^':
                at++;
                parts.Add(new(flags.HasFlag(Re2Flags.Multiline) ? "(?m:^)" : @"\A", IsOptional: true));
                break;
            case '$':
                at++;
                parts.Add(new(flags.HasFlag(Re2Flags.Multiline) ? "(?m:$)" : @"\z", IsOptional: true));
                break;
            default:
                parts.Add(Literal(Next()));
                break;
        }
    }

    private readonly Re2Part Literal(int rune) => Cased(Re2Set.Of(rune)).ToPart();

    /// <summary>The quantifier here; null when there is none, or when a brace is a literal.</summary>
    private (int Min, int? Max, bool Lazy)? Quantifier()
    {
        (int Min, int? Max)? count = pattern[at] switch
        {
            '*' => (0, null),
            '+' => (1, null),
            '?' => (0, 1),
            _ => null,
        };
        if (count is not null)
        {
            at++;
        }
        else if (pattern[at] == '{')
        {
            count = Counted();
        }

        return count is { } found ? (found.Min, found.Max, Take('?')) : null;
    }

    private (int Min, int? Max)? Counted()
    {
        var start = at++;
        if (Number() is { } min)
        {
            int? max = min;
            var complete = !Take(',') || Here('}') || (max = Number()) is not null;
            max = complete && pattern[at - 1] == ',' ? null : max;
            if (complete && Take('}'))
            {
                return min > Re2Part.MaxRepeat || max > Re2Part.MaxRepeat || max < min
                    ? throw new Re2Exception($"The repeat count '{pattern[start..at]}' is not between 0 and {Re2Part.MaxRepeat}, or runs backwards.")
                    : (min, max);
            }
        }

        at = start;
        return null;
    }

    /// <summary>Decimal without a leading zero; large ones are cut to what is too large anyway.</summary>
    private int? Number()
    {
        var start = at;
        while (at < pattern.Length && char.IsAsciiDigit(pattern[at]))
        {
            at++;
        }

        var digits = pattern.AsSpan(start, at - start);
        return digits.IsEmpty || (digits.Length > 1 && digits[0] == '0') ? null
            : digits.Length > 8 ? int.MaxValue
            : int.Parse(digits, CultureInfo.InvariantCulture);
    }

    private readonly bool Here(char expected) => at < pattern.Length && pattern[at] == expected;

    private readonly bool Here(string expected) => string.CompareOrdinal(pattern, at, expected, 0, expected.Length) == 0;

    private bool Take(char expected)
    {
        var here = Here(expected);
        at += here ? 1 : 0;
        return here;
    }

    private int Next()
    {
        var rune = Rune.GetRuneAt(pattern, at);
        at += rune.Utf16SequenceLength;
        return rune.Value;
    }
}

[Flags]
internal enum Re2Flags
{
    None = 0,
    IgnoreCase = 1,
    Multiline = 2,
    DotAll = 4,
    Ungreedy = 8,
}
