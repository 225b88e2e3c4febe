using System.Collections.Immutable;
using System.Text;

namespace LlmTracing.Compiler.Plan.Names;

/// <summary>
/// The table's notation for attribute keys. <c>&lt;n&gt;</c> stands for a number, <c>&lt;key&gt;</c> for one part between dots,
/// <c>&lt;path&gt;</c> for any number of them with the dot behind, <c>&lt;word&gt;</c> and <c>&lt;Word&gt;</c> for a short word,
/// <c>{a,b}</c> for one of several texts, and a final <c>*</c> for any text.
/// </summary>
public static class Notation
{
    internal const string Path = "<path>";

    /// <summary>RE2 for the whole key.</summary>
    /// <exception cref="FormatException">A character that no key in the table has, or an unknown placeholder.</exception>
    public static string ToRe2(string keys)
    {
        var pattern = new StringBuilder();
        for (var i = 0; i < keys.Length; i++)
        {
            if (keys[i] == '<' && keys.IndexOf('>', i) is var end and > 0)
            {
                pattern.Append(Place(keys[i..(end + 1)]));
                i = end;
            }
            else
            {
                pattern.Append(Piece(keys[i]));
            }
        }

        return pattern.ToString();
    }

    /// <summary>The same keys, with each choice written out.</summary>
    public static ImmutableArray<string> Expand(string keys)
    {
        var open = keys.LastIndexOf('{');
        if (open < 0)
        {
            return [keys];
        }

        var close = keys.IndexOf('}', open);
        var choices = keys[(open + 1)..close].Split(',').Select(choice => keys[..open] + choice + keys[(close + 1)..]);
        return [.. choices.SelectMany(choice => Expand(choice)).Distinct(StringComparer.Ordinal)];
    }

    /// <remarks>A dot in brackets keeps its three characters, no matter how often the surrounding text is quoted.</remarks>
    private static string Piece(char character) => character switch
    {
        '.' => "[.]",
        '{' => "(?:",
        ',' => "|",
        '}' => ")",
        '*' => ".+",
        '_' or '-' or ':' => character.ToString(),
        _ when char.IsAsciiLetterOrDigit(character) => character.ToString(),
        _ => throw new FormatException($"'{character}' is in no key of the table."),
    };

    private static string Place(string place) => place switch
    {
        "<n>" => "[0-9]+",
        "<key>" => "[^.]+",
        Path => "(?:.*[.])?",
        "<word>" => "[a-z_]{1,40}",
        "<Word>" => "[A-Za-z]{1,40}",
        _ => throw new FormatException($"{place} stands for nothing."),
    };
}
