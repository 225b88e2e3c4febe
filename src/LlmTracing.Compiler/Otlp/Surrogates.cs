using System.Globalization;
using System.Text;

namespace LlmTracing.Compiler.Otlp;

/// <summary>JSON escapes that stand for half a character.</summary>
internal static class Surrogates
{
    private const string Replacement = "\\ufffd";
    private const int Length = 6;

    /// <summary>Replaces each lone surrogate escape in JSON text with U+FFFD, as the collector reads it; .NET rejects them.</summary>
    internal static string Whole(string json)
    {
        if (!json.Contains("\\ud", StringComparison.Ordinal) && !json.Contains("\\uD", StringComparison.Ordinal))
        {
            return json;
        }

        var whole = new StringBuilder(json.Length);
        for (var at = 0; at < json.Length;)
        {
            var length = json[at] != '\\' ? 1
                : Unit(json, at) is not { } unit ? 2
                : char.IsHighSurrogate(unit) && Unit(json, at + Length) is { } next && char.IsLowSurrogate(next) ? 2 * Length
                : Length;
            var lone = length == Length && char.IsSurrogate(Unit(json, at)!.Value);
            length = Math.Min(length, json.Length - at);
            whole.Append(lone ? Replacement : json.AsSpan(at, length));
            at += length;
        }

        return whole.ToString();
    }

    /// <summary>The UTF-16 unit of a numeric escape; null if there is none.</summary>
    private static char? Unit(string json, int at) =>
        at + Length <= json.Length && json[at] == '\\' && json[at + 1] == 'u'
        && ushort.TryParse(json.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
}
