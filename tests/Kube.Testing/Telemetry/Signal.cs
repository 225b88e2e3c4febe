namespace Kube.Testing.Telemetry;

/// <summary>A kind of telemetry.</summary>
public enum Signal
{
    Traces,
    Logs,
    Metrics,
}

/// <summary>What OTLP over HTTP calls the signals.</summary>
public static class Signals
{
    /// <summary>Path of the export endpoint.</summary>
    public static string Path(this Signal signal) => $"/v1/{signal.ToString().ToLowerInvariant()}";

    /// <summary>Name of the list at the top of a request.</summary>
    public static string Root(this Signal signal) => signal switch
    {
        Signal.Traces => "resourceSpans",
        Signal.Logs => "resourceLogs",
        _ => "resourceMetrics",
    };
}
