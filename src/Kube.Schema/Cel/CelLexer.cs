using System.Globalization;
using System.Text;

namespace Kube.Schema.Cel;

internal enum CelTokenKind
{
    Identifier,
    Literal,
    Operator,
    End,
}

/// <param name="Value">The value of a literal.</param>
internal readonly record struct CelToken(CelTokenKind Kind, string Text, object? Value = null);

/// <summary>Cuts the text of an expression into tokens.</summary>
internal sealed class CelLexer(string source)
{
    private static readonly string[] Operators =
        ["&&", "||", "==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "%", "!", "?", ":", ".", ",", "(", ")", "[", "]", "{", "}"];

    private int position;

    public List<CelToken> Read()
    {
        var tokens = new List<CelToken>();
        while (SkipSpace())
        {
            tokens.Add(Next());
        }

        tokens.Add(new CelToken(CelTokenKind.End, "end of expression"));
        return tokens;
    }

    private bool SkipSpace()
    {
        while (position < source.Length)
        {
            if (source.AsSpan(position).StartsWith("//"))
            {
                var end = source.IndexOf('\n', position);
                position = end < 0 ? source.Length : end;
            }
            else if (char.IsWhiteSpace(source[position]))
            {
                position++;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    private CelToken Next()
    {
        var first = source[position];
        var raw = first is 'r' or 'R' && position + 1 < source.Length && source[position + 1] is '"' or '\'';
        if (raw || first is '"' or '\'')
        {
            return Text(raw);
        }

        if (char.IsAsciiDigit(first))
        {
            return Number();
        }

        return char.IsAsciiLetter(first) || first == '_' ? Word() : Operator();
    }

    private CelToken Word()
    {
        var start = position;
        while (position < source.Length && (char.IsAsciiLetterOrDigit(source[position]) || source[position] == '_'))
        {
            position++;
        }

        var text = source[start..position];
        return text switch
        {
            "true" => new CelToken(CelTokenKind.Literal, text, true),
            "false" => new CelToken(CelTokenKind.Literal, text, false),
            "null" => new CelToken(CelTokenKind.Literal, text),
            "in" => new CelToken(CelTokenKind.Operator, text),
            _ => new CelToken(CelTokenKind.Identifier, text),
        };
    }

    private CelToken Operator()
    {
        var found = Operators.FirstOrDefault(text => source.AsSpan(position).StartsWith(text))
            ?? throw new CelException($"Syntax error: unexpected '{source[position]}' at {position}");
        position += found.Length;
        return new CelToken(CelTokenKind.Operator, found);
    }

    private CelToken Number()
    {
        var start = position;
        if (source.AsSpan(position).StartsWith("0x"))
        {
            position += 2;
            Take(char.IsAsciiHexDigit);
            return Literal(start, long.Parse(source.AsSpan(start + 2, position - start - 2), NumberStyles.HexNumber,
                CultureInfo.InvariantCulture));
        }

        Take(char.IsAsciiDigit);
        var fraction = position + 1 < source.Length && source[position] == '.' && char.IsAsciiDigit(source[position + 1]);
        if (fraction)
        {
            position++;
            Take(char.IsAsciiDigit);
        }

        var exponent = position < source.Length && source[position] is 'e' or 'E';
        if (exponent)
        {
            position += source[position + 1] is '+' or '-' ? 2 : 1;
            Take(char.IsAsciiDigit);
        }

        var text = source.AsSpan(start, position - start);
        return fraction || exponent
            ? Literal(start, double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture))
            : Unsigned(start, long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture));
    }

    private CelToken Unsigned(int start, long value)
    {
        if (position < source.Length && source[position] is 'u' or 'U')
        {
            position++;
        }

        return Literal(start, value);
    }

    private CelToken Literal(int start, object value) => new(CelTokenKind.Literal, source[start..position], value);

    private void Take(Func<char, bool> belongs)
    {
        while (position < source.Length && belongs(source[position]))
        {
            position++;
        }
    }

    private CelToken Text(bool raw)
    {
        var start = position;
        position += raw ? 1 : 0;
        var mark = source[position];
        var quote = source.AsSpan(position).StartsWith(new string(mark, 3)) ? new string(mark, 3) : mark.ToString();
        position += quote.Length;
        var text = new StringBuilder();
        while (!source.AsSpan(Math.Min(position, source.Length)).StartsWith(quote))
        {
            if (position >= source.Length)
            {
                throw new CelException("Syntax error: a string has no end");
            }

            text.Append(source[position] == '\\' && !raw ? Escape() : source[position++].ToString());
        }

        position += quote.Length;
        return Literal(start, text.ToString());
    }

    private string Escape()
    {
        var code = position + 1 < source.Length ? source[position + 1] : '\\';
        position += 2;
        return code switch
        {
            'n' => "\n",
            't' => "\t",
            'r' => "\r",
            'a' => "\a",
            'b' => "\b",
            'f' => "\f",
            'v' => "\v",
            'x' => CodePoint(2),
            'u' => CodePoint(4),
            'U' => CodePoint(8),
            _ => code.ToString(),
        };
    }

    private string CodePoint(int digits)
    {
        var value = int.Parse(source.AsSpan(position, digits), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        position += digits;
        return char.ConvertFromUtf32(value);
    }
}
