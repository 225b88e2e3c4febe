using System.Collections.Immutable;

namespace LlmTracing.Bench;

/// <summary>CPU seconds per 1,000 spans, one number per round.</summary>
internal sealed class Costs
{
    /// <summary>Of the collector, for one number: many ticks of its clock.</summary>
    private const double Enough = 0.3;

    private const int FewestRequests = 3;

    private readonly Dictionary<(Subject, Payload), List<double>> rounds = [];

    /// <summary>Runs all collectors at the same time and takes them in turn, so that what else the machine does falls on all of
    /// them.</summary>
    public static async Task<Costs> Measure(
        ImmutableArray<Subject> subjects, ImmutableArray<Payload> payloads, int rounds, Action<string> progress)
    {
        var costs = new Costs();
        var running = new List<(Subject Subject, RunningCollector Collector)>();
        try
        {
            foreach (var subject in subjects)
            {
                running.Add((subject, await RunningCollector.Start(subject, "nop")));
            }

            for (var round = 0; round <= rounds; round++)
            {
                progress(round == 0 ? "warm-up" : $"round {round} of {rounds}");
                foreach (var payload in payloads)
                {
                    foreach (var (subject, collector) in running)
                    {
                        costs.Add(subject, payload, await Once(collector, payload, round == 0 ? 0 : Enough), isWarmUp: round == 0);
                    }
                }
            }
        }
        finally
        {
            foreach (var (_, collector) in running)
            {
                await collector.DisposeAsync();
            }
        }

        return costs;
    }

    public double Median(Subject subject, Payload payload)
    {
        var sorted = rounds[(subject, payload)].Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    /// <summary>Half of the distance between the best and the worst round, relative to the median.</summary>
    public double Spread(Subject subject, Payload payload)
    {
        var all = rounds[(subject, payload)];
        return (all.Max() - all.Min()) / 2 / Median(subject, payload);
    }

    private static async Task<double> Once(RunningCollector collector, Payload payload, double enough)
    {
        var before = collector.CpuSeconds();
        var requests = 0;
        double used;
        do
        {
            await collector.Send(payload.Body);
            requests++;
            used = collector.CpuSeconds() - before;
        }
        while (requests < FewestRequests || used < enough);
        return used / (requests * Payload.Spans) * 1000;
    }

    private void Add(Subject subject, Payload payload, double cost, bool isWarmUp)
    {
        if (isWarmUp)
        {
            rounds[(subject, payload)] = [];
        }
        else
        {
            rounds[(subject, payload)].Add(cost);
        }
    }
}
