using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Kube.Runtime;

/// <summary>Where this library's spans and measurements come from. Metric names are controller-runtime's, so its dashboards work
/// unchanged.</summary>
public static class Telemetry
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Name = "Kube.Runtime";

    private static readonly double[] RequestSeconds = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 45, 60];
    private static readonly double[] ReconcileSeconds =
        [
            0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.25, 1.5, 1.75, 2, 2.5, 3,
            3.5, 4, 4.5, 5, 6, 7, 8, 9, 10, 15, 20, 25, 30, 40, 50, 60];
    private static readonly double[] QueueSeconds = [1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 1, 10, 100, 1000];
    private static readonly double[] WebhookSeconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    public static ActivitySource Source { get; } = new(Name);

    public static Meter Meter { get; } = new(Name);

    internal static Counter<long> RequestCount { get; } = Meter.CreateCounter<long>(
        "rest_client_requests_total", null, "Requests to the API server by code, method and host.");

    internal static Histogram<double> RequestDuration { get; } = Histogram(
        "rest_client_request_duration_seconds", "Time of one request, retries apart.", RequestSeconds);

    internal static Counter<long> Reconciles { get; } = Meter.CreateCounter<long>(
        "controller_runtime_reconcile_total", null, "Reconciles by controller and result.");

    internal static Counter<long> ReconcileErrors { get; } = Meter.CreateCounter<long>(
        "controller_runtime_reconcile_errors_total", null, "Reconciles that failed.");

    internal static Counter<long> TerminalErrors { get; } = Meter.CreateCounter<long>(
        "controller_runtime_terminal_reconcile_errors_total", null, "Reconciles that stalled until the object changes.");

    internal static Counter<long> ReconcileTimeouts { get; } = Meter.CreateCounter<long>(
        "controller_runtime_reconcile_timeouts_total", null, "Reconciles that ran out of time.");

    internal static Histogram<double> ReconcileDuration { get; } = Histogram(
        "controller_runtime_reconcile_time_seconds", "Time of one reconcile.", ReconcileSeconds);

    internal static UpDownCounter<long> MaxConcurrent { get; } = Meter.CreateUpDownCounter<long>(
        "controller_runtime_max_concurrent_reconciles", null, "Workers of a controller.");

    internal static UpDownCounter<long> ActiveWorkers { get; } = Meter.CreateUpDownCounter<long>(
        "controller_runtime_active_workers", null, "Workers that are reconciling.");

    internal static UpDownCounter<long> QueueDepth { get; } = Meter.CreateUpDownCounter<long>("workqueue_depth", null, "Keys that wait.");

    internal static Counter<long> QueueAdds { get; } = Meter.CreateCounter<long>(
        "workqueue_adds_total", null, "Keys that entered the queue.");

    internal static Counter<long> QueueRetries { get; } = Meter.CreateCounter<long>(
        "workqueue_retries_total", null, "Keys that came back after a failure.");

    internal static Histogram<double> QueueDuration { get; } = Histogram(
        "workqueue_queue_duration_seconds", "Time from entering the queue to a worker.", QueueSeconds);

    internal static Histogram<double> WorkDuration { get; } = Histogram(
        "workqueue_work_duration_seconds", "Time with a worker.", QueueSeconds);

    internal static UpDownCounter<long> LeaderStatus { get; } = Meter.CreateUpDownCounter<long>(
        "leader_election_master_status", null, "1 while this process leads.");

    internal static Counter<long> WebhookRequests { get; } = Meter.CreateCounter<long>(
        "controller_runtime_webhook_requests_total", null, "Admission requests by webhook and HTTP code.");

    internal static Histogram<double> WebhookDuration { get; } = Histogram(
        "controller_runtime_webhook_latency_seconds", "Time of one admission request.", WebhookSeconds);

    internal static UpDownCounter<long> WebhookInFlight { get; } = Meter.CreateUpDownCounter<long>(
        "controller_runtime_webhook_requests_in_flight", null, "Admission requests being answered.");

    internal static Counter<long> WebhookPanics { get; } = Meter.CreateCounter<long>(
        "controller_runtime_webhook_panics_total", null, "Admission handlers that threw.");

    internal static Counter<long> WatchEvents { get; } = Meter.CreateCounter<long>(
        "informer_events_total", null, "Watch events by resource and type.");

    internal static Counter<long> InformerErrors { get; } = Meter.CreateCounter<long>(
        "informer_errors_total", null, "Failed lists and watches by resource, verb and reason.");

    internal static Counter<long> Relists { get; } = Meter.CreateCounter<long>(
        "informer_relists_total", null, "Completed lists by resource.");

    internal static Counter<long> Quarantined { get; } = Meter.CreateCounter<long>(
        "informer_undecodable_objects_total", null, "Objects that could not be decoded, by resource.");

    internal static Counter<long> ApplyChurn { get; } = Meter.CreateCounter<long>(
        "apply_churn_total", null, "Applies whose result differs from what was applied, by resource.");

    internal static Counter<long> EventsDropped { get; } = Meter.CreateCounter<long>(
        "event_recorder_dropped_total", null, "Events given up, by cause.");

    internal static KeyValuePair<string, object?> Tag(string name, object? value) => new(name, value);

    private static Histogram<double> Histogram(string name, string description, double[] bounds) =>
        Meter.CreateHistogram(name, null, description, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = bounds });
}
