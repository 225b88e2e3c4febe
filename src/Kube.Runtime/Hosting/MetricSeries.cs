using System.Globalization;
using System.Text;

namespace Kube.Runtime;

/// <summary>One instrument with one set of labels: a sum, a last value, or a histogram.</summary>
internal sealed class MetricSeries(double[]? bounds, bool sums)
{
    private readonly Lock gate = new();
    private readonly long[] buckets = new long[(bounds?.Length ?? 0) + 1];
    private double value;
    private long count;

    public void Take(double measurement)
    {
        lock (gate)
        {
            value = sums ? value + measurement : measurement;
            count++;
            if (bounds is not null)
            {
                var index = Array.BinarySearch(bounds, measurement);
                buckets[index < 0 ? ~index : index]++;
            }
        }
    }

    public void Write(StringBuilder text, string name, string labels)
    {
        lock (gate)
        {
            if (bounds is null)
            {
                Line(text, name, labels, Number(value));
                return;
            }

            var comma = labels.Length == 0 ? "" : ",";
            var cumulative = 0L;
            for (var i = 0; i < buckets.Length; i++)
            {
                cumulative += buckets[i];
                var limit = i < bounds.Length ? Number(bounds[i]) : "+Inf";
                Line(text, $"{name}_bucket", $"{labels}{comma}le=\"{limit}\"", Number(cumulative));
            }

            Line(text, $"{name}_sum", labels, Number(value));
            Line(text, $"{name}_count", labels, Number(count));
        }
    }

    private static void Line(StringBuilder text, string name, string labels, string number)
    {
        text.Append(name);
        if (labels.Length > 0)
        {
            text.Append('{').Append(labels).Append('}');
        }

        text.Append(' ').Append(number).Append('\n');
    }

    private static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
