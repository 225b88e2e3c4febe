using System.Text.RegularExpressions;
using Kube.Model;

namespace Kube.Schema.Cel;

/// <summary>Methods and functions of strings.</summary>
internal static class CelTexts
{
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(1);

    public static object? Call(string name, string text, object?[] arguments) => (name, arguments) switch
    {
        ("startsWith", [string other]) => text.StartsWith(other, StringComparison.Ordinal),
        ("endsWith", [string other]) => text.EndsWith(other, StringComparison.Ordinal),
        ("contains", [string other]) => text.Contains(other, StringComparison.Ordinal),
        ("matches", [string pattern]) => Pattern(pattern).IsMatch(text),
        ("find", [string pattern]) => Pattern(pattern).Match(text).Value,
        ("findAll", [string pattern]) => Pattern(pattern).Matches(text).Select(match => (object?)match.Value).ToArray(),
        ("lowerAscii", []) => text.ToLowerInvariant(),
        ("upperAscii", []) => text.ToUpperInvariant(),
        ("trim", []) => text.Trim(),
        ("split", [string separator]) => text.Split(separator).Select(part => (object?)part).ToArray(),
        ("replace", [string old, string replacement]) => text.Replace(old, replacement, StringComparison.Ordinal),
        ("substring", [long start]) => Slice(text, start, text.Length),
        ("substring", [long start, long end]) => Slice(text, start, end),
        ("indexOf", [string other]) => (long)text.IndexOf(other, StringComparison.Ordinal),
        ("lastIndexOf", [string other]) => (long)text.LastIndexOf(other, StringComparison.Ordinal),
        ("charAt", [long at]) => Slice(text, at, at + 1),
        ("isURL", []) => CelUris.TryParse(text, out _),
        ("url", []) => CelUris.TryParse(text, out var uri) ? uri
            : throw new CelException($"URL parse error during conversion from string: {text}"),
        ("isQuantity", []) => Quantity.TryParse(text, out _),
        ("quantity", []) => Quantity.TryParse(text, out var quantity) ? quantity : throw new CelException($"quantity parse error: {text}"),
        ("isIP", []) => System.Net.IPAddress.TryParse(text, out _),
        ("isCIDR", []) => System.Net.IPNetwork.TryParse(text, out _),
        _ => throw CelFunctions.Unknown(name),
    };

    private static string Slice(string text, long start, long end) => start >= 0 && start <= end && end <= text.Length
        ? text[(int)start..(int)end]
        : throw new CelException($"index out of range: {start}");

    private static Regex Pattern(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, PatternTimeout);
        }
        catch (RegexParseException exception)
        {
            throw new CelException($"error parsing regexp: {exception.Message}");
        }
    }
}
