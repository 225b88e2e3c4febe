using System.Diagnostics.Metrics;

namespace Kube.Runtime.Tests;

public sealed class PrometheusTests
{
    [Fact]
    public void A_scrape_has_the_exact_names_escaped_labels_and_cumulative_buckets()
    {
        using var meter = new Meter("scrape-test");
        using var exporter = new PrometheusExporter("scrape-test");
        var counter = meter.CreateCounter<long>("a_total", null, "Counts.");
        var histogram = meter.CreateHistogram("b_seconds", null, "Times.", null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        counter.Add(0, Telemetry.Tag("z", "q\"\\\n"), Telemetry.Tag("c", 5));
        histogram.Record(0.1);
        histogram.Record(0.5);
        histogram.Record(7);

        exporter.Scrape().ShouldBe("""
            # HELP a_total Counts.
            # TYPE a_total counter
            a_total{c="5",z="q\"\\\n"} 0
            # HELP b_seconds Times.
            # TYPE b_seconds histogram
            b_seconds_bucket{le="0.1"} 1
            b_seconds_bucket{le="1"} 2
            b_seconds_bucket{le="+Inf"} 3
            b_seconds_sum 7.6
            b_seconds_count 3

            """);
    }
}
