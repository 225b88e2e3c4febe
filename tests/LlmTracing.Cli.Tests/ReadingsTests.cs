using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using LlmTracing.Cli.PolicyTests;

namespace LlmTracing.Cli.Tests;

/// <summary>What is hidden in up to three encodings is found.</summary>
public sealed class ReadingsTests
{
    private const string Secret = "Jürgen <j@example.com> 5555";

    private static readonly Dictionary<string, Func<string, string>> Encodings = new(StringComparer.Ordinal)
    {
        ["JSON"] = text => $"{{\"a\":\"{JavaScriptEncoder.Default.Encode(text)}\"}}",
        ["percent"] = text => $"https://shop.example/?q={Uri.EscapeDataString(text)}&x=1",
        ["form"] = text => $"q={WebUtility.UrlEncode(text)}",
        ["HTML"] = text => $"<p>{WebUtility.HtmlEncode(text)}</p>",
        ["base64"] = text => $"key={Convert.ToBase64String(Encoding.UTF8.GetBytes($"see {text}."))};",
        ["base64 for URLs"] = text =>
            $"/t/{Convert.ToBase64String(Encoding.UTF8.GetBytes($"see {text}.")).TrimEnd('=').Replace('+', '-').Replace('/', '_')}?",
        ["base64 in lines"] = text => Convert.ToBase64String(
            Encoding.UTF8.GetBytes($"{text} {new string('.', 90)} {text}"), Base64FormattingOptions.InsertLineBreaks),
        ["hexadecimal"] = text => $"0x{Convert.ToHexString(Encoding.UTF8.GetBytes(text))}",
    };

    [Fact]
    public void Encodings_inside_each_other_are_undone()
    {
        IEnumerable<string> none = [""];
        var chains = from inner in Encodings.Keys
                     from middle in Encodings.Keys.Concat(none)
                     from outer in middle.Length == 0 ? none : Encodings.Keys.Concat(none)
                     select new[] { inner, middle, outer }.Where(name => name.Length > 0).ToArray();
        chains.Where(chain => !Finds(chain.Aggregate(Secret, (text, name) => Encodings[name](text))))
            .Select(chain => string.Join(" in ", chain)).ShouldBeEmpty();
    }

    [Fact]
    public void The_text_itself_comes_first() => Readings.Decode("plain").First().ShouldBe(new Reading("plain", ""));

    [Theory]
    [InlineData("ab%zz \\q \\u00 & &#; ====")]
    [InlineData("\\")]
    [InlineData("AAAAAAAAA")]
    [InlineData("\ud83d%\ude00")]
    public void What_can_not_be_decoded_is_passed_over(string text) => Readings.Decode(text).ShouldContain(new Reading(text, ""));

    private static bool Finds(string text) => Readings.Decode(text).Any(reading => reading.Text.Contains(Secret, StringComparison.Ordinal));
}
