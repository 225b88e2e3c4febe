using System.Globalization;
using System.Text.RegularExpressions;

namespace Kube.Schema.Cel;

/// <summary>Durations as Go writes them: <c>1h30m</c>, <c>250ms</c>.</summary>
internal static partial class CelDuration
{
    public static TimeSpan Parse(string text)
    {
        if (!Whole().IsMatch(text))
        {
            throw new CelException($"time: invalid duration \"{text}\"");
        }

        var seconds = Parts().Matches(text).Sum(match => Seconds(match.Groups["unit"].Value)
            * double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture));
        return TimeSpan.FromSeconds(text.StartsWith('-') ? -seconds : seconds);
    }

    public static object Part(string name, TimeSpan span) => name switch
    {
        "getHours" => (long)span.TotalHours,
        "getMinutes" => (long)span.TotalMinutes,
        "getSeconds" => (long)span.TotalSeconds,
        "getMilliseconds" => (long)span.TotalMilliseconds,
        _ => throw CelFunctions.Unknown(name),
    };

    private static double Seconds(string unit) => unit switch
    {
        "h" => 3600,
        "m" => 60,
        "s" => 1,
        "ms" => 1e-3,
        "ns" => 1e-9,
        _ => 1e-6,
    };

    [GeneratedRegex(@"^[-+]?(0|(\d+(\.\d*)?(h|ms|m|s|us|µs|ns))+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Whole();

    [GeneratedRegex(@"(?<number>\d+(\.\d*)?)(?<unit>h|ms|m|s|us|µs|ns)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Parts();
}
