using System.Globalization;
using System.Text.RegularExpressions;

namespace LlmTracing.Operator.Tests;

/// <summary>One metric of a scrape without its values: what dashboards and alerts depend on.</summary>
/// <param name="Type">As Prometheus names it.</param>
/// <param name="Labels">Of all its series, <c>le</c> apart.</param>
/// <param name="Buckets">Upper bounds; empty but for histograms.</param>
internal sealed partial record MetricFamily(string Name, string Type, SortedSet<string> Labels, SortedSet<double> Buckets)
{
    /// <summary>The families of a scrape in Prometheus' text format, by name.</summary>
    public static SortedDictionary<string, MetricFamily> Read(string scrape)
    {
        var families = new SortedDictionary<string, MetricFamily>(StringComparer.Ordinal);
        foreach (var line in scrape.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split(' ') is ["#", "TYPE", var name, var type])
            {
                families[name] = new MetricFamily(name, type.TrimEnd(), new SortedSet<string>(StringComparer.Ordinal), []);
            }
            else if (line[0] != '#')
            {
                var sample = line.Split('{', ' ')[0];
                var family = families.GetValueOrDefault(sample) ?? families[Suffix().Replace(sample, "")];
                family.Take(line);
            }
        }

        return families;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name} {Type} {{{string.Join(',', Labels)}}} {string.Join(' ', Buckets)}").TrimEnd();

    private void Take(string line)
    {
        foreach (Match label in Label().Matches(line))
        {
            if (label.Groups["name"].Value != "le")
            {
                Labels.Add(label.Groups["name"].Value);
            }
            else
            {
                var bound = label.Groups["value"].Value;
                Buckets.Add(bound == "+Inf" ? double.PositiveInfinity : double.Parse(bound, CultureInfo.InvariantCulture));
            }
        }
    }

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex Suffix();

    [GeneratedRegex("""[{,](?<name>[a-zA-Z_]+)="(?<value>(\\.|[^"\\])*)"(?=[,}])""", RegexOptions.ExplicitCapture)]
    private static partial Regex Label();
}
