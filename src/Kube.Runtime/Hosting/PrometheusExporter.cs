using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Kube.Runtime;

/// <summary>The measurements of some meters in Prometheus' text format 0.0.4, under exactly the instruments' names.</summary>
public sealed class PrometheusExporter : IDisposable
{
    private static readonly double[] DefaultBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<Instrument, ConcurrentDictionary<string, MetricSeries>> instruments = new();

    /// <param name="meters">Names of the meters to listen to.</param>
    public PrometheusExporter(params IReadOnlyCollection<string> meters)
    {
        var names = meters.ToHashSet(StringComparer.Ordinal);
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (names.Contains(instrument.Meter.Name))
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.Start();
    }

    /// <summary>One scrape.</summary>
    public string Scrape()
    {
        listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var (instrument, series) in instruments.OrderBy(pair => pair.Key.Name, StringComparer.Ordinal))
        {
            text.Append("# HELP ").Append(instrument.Name).Append(' ').Append(Escape(instrument.Description ?? "", quotes: false)).Append('\n');
            text.Append("# TYPE ").Append(instrument.Name).Append(' ').Append(Kind(instrument)).Append('\n');
            foreach (var (labels, one) in series.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                one.Write(text, instrument.Name, labels);
            }
        }

        return text.ToString();
    }

    public void Dispose() => listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = instruments.GetOrAdd(instrument, static _ => new ConcurrentDictionary<string, MetricSeries>(StringComparer.Ordinal));
        series.GetOrAdd(Labels(tags), static (_, from) => Create(from), instrument).Take(value);
    }

    private static MetricSeries Create(Instrument instrument) => instrument switch
    {
        Histogram<double> histogram => new MetricSeries([.. histogram.Advice?.HistogramBucketBoundaries ?? DefaultBounds], sums: true),
        Histogram<long> or Histogram<int> => new MetricSeries(DefaultBounds, sums: true),
        _ => new MetricSeries(null, sums: !instrument.IsObservable && !IsGauge(instrument)),
    };

    private static string Kind(Instrument instrument) => instrument switch
    {
        Histogram<double> or Histogram<long> or Histogram<int> => "histogram",
        Counter<long> or Counter<int> or Counter<double> or ObservableCounter<long> or ObservableCounter<double> => "counter",
        _ => "gauge",
    };

    private static bool IsGauge(Instrument instrument) => instrument is Gauge<long> or Gauge<int> or Gauge<double>;

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
        {
            return "";
        }

        var sorted = tags.ToArray();
        Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        var text = new StringBuilder();
        foreach (var (name, value) in sorted)
        {
            text.Append(text.Length == 0 ? "" : ",").Append(name).Append("=\"")
                .Append(Escape(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "", quotes: true)).Append('"');
        }

        return text.ToString();
    }

    private static string Escape(string text, bool quotes)
    {
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return quotes ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }
}
