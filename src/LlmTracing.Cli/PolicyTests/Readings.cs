using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace LlmTracing.Cli.PolicyTests;

/// <summary>A text, decoded in some way.</summary>
/// <param name="How">The decoded encodings, such as <c>base64 in JSON</c>; empty for the text itself.</param>
internal sealed record Reading(string Text, string How);

/// <summary>Decodes JSON escapes, percent-encoding, HTML entities, base64 and hexadecimal digits in a text, even nested.</summary>
internal static partial class Readings
{
    private const int Deepest = 3;
    private const int Group = 4;

    public static ImmutableArray<Reading> Decode(string text)
    {
        var readings = ImmutableArray.CreateBuilder<Reading>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Add(new Reading(text, ""), 0);
        return readings.ToImmutable();

        void Add(Reading reading, int depth)
        {
            if (!seen.Add(reading.Text))
            {
                return;
            }

            readings.Add(reading);
            if (depth == Deepest || !IsText(reading.Text))
            {
                return;
            }

            foreach (var (decoded, how) in Decoded(reading.Text))
            {
                Add(new Reading(decoded, reading.How.Length == 0 ? how : $"{how} in {reading.How}"), depth + 1);
            }
        }
    }

    private static IEnumerable<(string Text, string How)> Decoded(string text)
    {
        if (text.Contains('\\'))
        {
            yield return (JsonEscape().Replace(text, match => Unescaped(match.Value)), "JSON");
        }

        if (Percent().IsMatch(text))
        {
            yield return (WebUtility.UrlDecode(text), "percent-encoding");
        }

        if (text.Contains('&'))
        {
            yield return (WebUtility.HtmlDecode(text), "HTML");
        }

        // A run may follow other letters, so its groups can start at any offset.
        for (var start = 0; start < Group; start++)
        {
            yield return (Runs(Base64(), text, run => FromBase64(run, start)), "base64");
        }

        for (var start = 0; start < 2; start++)
        {
            yield return (Runs(Hexadecimal(), text, run => Utf8(Convert.FromHexString(run.AsSpan(start, (run.Length - start) / 2 * 2)))),
                "hexadecimal");
        }
    }

    private static string Runs(Regex pattern, string text, Func<string, string> decode) =>
        string.Join('\n', pattern.Matches(text).Select(match => decode(match.Value)));

    private static string FromBase64(string run, int start)
    {
        var letters = string.Concat(run.Where(letter => letter is not ('\r' or '\n'))).Replace('-', '+').Replace('_', '/');
        letters = letters[Math.Min(start, letters.Length)..];
        var whole = letters.Length % Group == 1 ? letters[..^1] : letters;
        return Utf8(Convert.FromBase64String(whole.PadRight((whole.Length + Group - 1) / Group * Group, '=')));
    }

    private static string Unescaped(string escape) => escape[1] switch
    {
        'n' => "\n",
        'r' => "\r",
        't' => "\t",
        'b' => "\b",
        'f' => "\f",
        'u' => ((char)Convert.ToUInt16(escape[2..], 16)).ToString(),
        var other => other.ToString(),
    };

    private static string Utf8(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    /// <summary>If the result of decoding is not text, the source was not encoded text, and decoding further is pointless.</summary>
    private static bool IsText(string text) =>
        text.Length > 0 && text.Count(character => character == '\uFFFD' || (char.IsControl(character) && !char.IsWhiteSpace(character)))
            <= text.Length / 8;

    [GeneratedRegex(@"\\(u[0-9A-Fa-f]{4}|[^u])", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex JsonEscape();

    [GeneratedRegex(@"%[0-9A-Fa-f]{2}|\+", RegexOptions.CultureInvariant)]
    private static partial Regex Percent();

    [GeneratedRegex(@"[A-Za-z0-9+/_-](?:[\r\n]*[A-Za-z0-9+/_-]){7,}", RegexOptions.CultureInvariant)]
    private static partial Regex Base64();

    [GeneratedRegex("[0-9A-Fa-f]{8,}", RegexOptions.CultureInvariant)]
    private static partial Regex Hexadecimal();
}
