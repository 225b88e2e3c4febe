using System.Globalization;
using System.Text;

namespace LlmTracing.Bench.Operator;

/// <summary>The numbers of all rounds.</summary>
internal sealed class Comparison
{
    private readonly Dictionary<(Metric Metric, Release Release), List<double>> values = [];

    public void Add(Metric metric, Release release, double value)
    {
        if (!values.TryGetValue((metric, release), out var list))
        {
            values[(metric, release)] = list = [];
        }

        list.Add(value);
    }

    /// <summary>Markdown, medians; a line for each metric that has a number.</summary>
    public string Table(Release baseline, Release candidate)
    {
        var table = new StringBuilder("| | Baseline | Candidate | Ratio | Target | Met |\n| --- | ---: | ---: | ---: | ---: | --- |\n");
        foreach (var metric in Metrics.All.Where(metric => values.Keys.Any(key => key.Metric == metric)))
        {
            var (before, now) = (Value(metric, baseline), Value(metric, candidate));
            var met = metric.Target.Length == 0 ? "" : metric.IsMet(before, now) ? "yes" : "no";
            table.Append(
                CultureInfo.InvariantCulture,
                $"| {metric.Name} | {before:0.###} | {now:0.###} | {now / before:0.00} | {metric.Target} | {met} |\n");
        }

        return table.ToString();
    }

    // NaN, of which nothing is true, where there is no number: the program ended before.
    private double Value(Metric metric, Release release) =>
        values.TryGetValue((metric, release), out var list) ? metric.Summary(list) : double.NaN;
}
