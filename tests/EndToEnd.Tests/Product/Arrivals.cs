using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Kube.Testing;
using Kube.Testing.Telemetry;

namespace EndToEnd.Tests.Product;

/// <summary>What a backend received since a moment.</summary>
internal sealed class Arrivals(OtlpSink sink)
{
    private readonly int before = sink.Received.Length;

    public ImmutableArray<Received> Requests => sink.Received[before..];

    /// <summary>Bodies as they came, and headers: whatever leaves a collector is in it.</summary>
    public string Text => string.Join('\n', Requests.Select(request => $"{string.Join('\n', request.Headers.Values)}\n{request.Text}"));

    /// <summary>All telemetry of a signal as one OTLP JSON request.</summary>
    public JsonNode Json(Signal signal) => new JsonObject
    {
        [signal.Root()] = new JsonArray([
            .. Requests.Where(request => request.Signal == signal)
                .SelectMany(request => request.Json[signal.Root()]?.AsArray() ?? [])
                .Select(resource => resource!.DeepClone())]),
    };

    public int Count(Signal signal) => Structure.Items(Json(signal), signal).Count();

    /// <summary>Waits until as many spans and log records have arrived.</summary>
    public async Task Wait(int spans, int logs) => await Eventually.True($"{spans} spans and {logs} log records", _ =>
    {
        var (s, l) = (Count(Signal.Traces), Count(Signal.Logs));
        return s >= spans && l >= logs ? Task.FromResult(true) : throw new InvalidOperationException($"{s} and {l} have arrived");
    });

    /// <summary>Resource attributes of spans and log records.</summary>
    public IEnumerable<ImmutableDictionary<string, string>> Resources() =>
        new[] { Signal.Traces, Signal.Logs }.SelectMany(signal => Structure.Resources(Json(signal), signal));
}
