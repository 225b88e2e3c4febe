using System.Globalization;
using Kube.Testing;

namespace LlmTracing.Operator.Tests;

/// <summary>Metrics of an operator. They count what this process did since the operator started: the test's own requests too.</summary>
internal static class Scrape
{
    private static readonly HttpClient Http = new();

    public static Task<string> MetricsAsync(this TracingOperator tracing) => Http.GetStringAsync(new Uri(tracing.Metrics, "/metrics"));

    /// <summary>Requests that change something.</summary>
    public static async Task<double> WritesAsync(this TracingOperator tracing) =>
        Sum(await tracing.MetricsAsync(), line => line.StartsWith("rest_client_requests_total{", StringComparison.Ordinal)
            && !line.Contains("method=\"GET\"", StringComparison.Ordinal));

    /// <summary>Applies of objects and of statuses; Events are created, and may come later.</summary>
    public static async Task<double> AppliesAsync(this TracingOperator tracing) =>
        Sum(await tracing.MetricsAsync(), line => line.StartsWith("rest_client_requests_total{", StringComparison.Ordinal)
            && line.Contains("method=\"PATCH\"", StringComparison.Ordinal));

    public static async Task<double> ReconcilesAsync(this TracingOperator tracing, string controller) =>
        Sum(await tracing.MetricsAsync(), line => line.StartsWith("controller_runtime_reconcile_total{", StringComparison.Ordinal)
            && line.Contains($"\"{controller}\"", StringComparison.Ordinal));

    /// <summary>Waits until both controllers have worked and have nothing left to do.</summary>
    public static Task SettledAsync(this TracingOperator tracing, double more = 1, double reconciles = 0) =>
        Eventually.True("the operator has nothing left to do", async _ =>
            await tracing.ReconcilesAsync("tracepipeline") >= reconciles + more
            && await tracing.ReconcilesAsync("llmtracingpolicy") >= more
            && Sum(await tracing.MetricsAsync(), line => line.StartsWith("workqueue_depth{", StringComparison.Ordinal)
                || line.StartsWith("controller_runtime_active_workers{", StringComparison.Ordinal)) == 0);

    public static Task ReadyAsync(this TracingOperator tracing) => Eventually.True("the operator is ready", async token =>
        (await Http.GetAsync(new Uri(tracing.Health, "/readyz"), token)).IsSuccessStatusCode);

    private static double Sum(string metrics, Func<string, bool> filter) =>
        metrics.Split('\n').Where(filter).Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
}
