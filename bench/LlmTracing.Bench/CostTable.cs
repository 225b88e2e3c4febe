using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace LlmTracing.Bench;

/// <summary>Markdown: a row for each payload and subject.</summary>
internal static class CostTable
{
    public static string Write(ImmutableArray<Subject> subjects, ImmutableArray<Payload> payloads, Costs costs)
    {
        var table = new StringBuilder(
            "| Prompt | Configuration | CPU seconds per 1,000 spans | Spread | Times pass-through |\n| --- | --- | ---: | ---: | ---: |\n");
        foreach (var payload in payloads)
        {
            foreach (var subject in subjects)
            {
                var cost = costs.Median(subject, payload);
                table.Append(
                    CultureInfo.InvariantCulture,
                    $"| {payload.Name} | {subject.Name} | {cost:0.000} | ± {costs.Spread(subject, payload):0 %} | "
                        + $"{cost / costs.Median(subjects[0], payload):0.0} |\n");
            }
        }

        return table.ToString();
    }
}
