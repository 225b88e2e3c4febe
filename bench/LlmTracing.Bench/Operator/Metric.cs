using System.Globalization;

namespace LlmTracing.Bench.Operator;

/// <summary>One line of the result, and what is hoped for.</summary>
internal sealed class Metric(string name)
{
    public string Name => name;

    /// <summary>Of the candidate to the baseline, at most.</summary>
    public double? Ratio { get; init; }

    /// <summary>Of the candidate alone, at most.</summary>
    public double? Most { get; init; }

    /// <summary>Of the candidate alone, at least; then the worst round counts, not the median.</summary>
    public double? Least { get; init; }

    public string Target => this switch
    {
        { Ratio: { } ratio } => string.Create(CultureInfo.InvariantCulture, $"≤ {ratio} ×"),
        { Most: { } most } => string.Create(CultureInfo.InvariantCulture, $"≤ {most}"),
        { Least: { } least } => string.Create(CultureInfo.InvariantCulture, $"≥ {least}"),
        _ => "",
    };

    public double Summary(IReadOnlyCollection<double> values)
    {
        var sorted = values.Order().ToList();
        return Least is null ? (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2 : sorted[0];
    }

    public bool IsMet(double baseline, double candidate) =>
        candidate <= (Ratio * baseline ?? double.MaxValue)
        && candidate <= (Most ?? double.MaxValue)
        && candidate >= (Least ?? double.MinValue);
}

/// <summary>What is measured, in the order of the table.</summary>
internal static class Metrics
{
    public static readonly Metric Start = new("start to ready, ms") { Ratio = 0.35 };
    public static readonly Metric Idle = new("idle: resident, MiB") { Ratio = 0.6 };
    public static readonly Metric IdleAnonymous = new("- anonymous");
    public static readonly Metric IdleFile = new("- file");
    public static readonly Metric Full = new("with pods: resident, MiB") { Ratio = 0.6 };
    public static readonly Metric FullAnonymous = new("- anonymous");
    public static readonly Metric FullFile = new("- file");
    public static readonly Metric Folder = new("folder, MB") { Ratio = 0.8 };
    public static readonly Metric Admission = new("admission, CPU ms per review at 8 clients") { Ratio = 1.3 };
    public static readonly Metric Answered =
        new($"{LargeReviews.Count} reviews of 2.7 MB at once, heap limit 64 MiB: answered") { Least = LargeReviews.Count };

    public static readonly Metric Peak = new("- most resident, MiB") { Most = 128 };
    public static readonly Metric Help = new("llmtracing --help, ms") { Ratio = 0.3 };
    public static readonly Metric Validate = new("llmtracing validate -f config/samples, ms") { Ratio = 0.2 };

    public static readonly IReadOnlyList<Metric> All =
    [
        Start, Idle, IdleAnonymous, IdleFile, Full, FullAnonymous, FullFile, Folder, Admission, Answered, Peak, Help, Validate,
    ];
}
