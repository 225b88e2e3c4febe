using System.Net;
using System.Text.Json.Nodes;
using Kube.Testing;
using Kube.Testing.Processes;
using Kube.Testing.Telemetry;
using LlmTracing.Compiler.Collector;
using LlmTracing.Compiler.Collector.Components;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Tests.Preview;

/// <summary>A real collector with the generated configuration of one plan, for many requests one after the other.</summary>
internal sealed class RunningCollector : IAsyncDisposable
{
    private readonly OtlpSink sink;
    private readonly Kube.Testing.Telemetry.Collector collector;
    private readonly Uri endpoint;
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false });

    private RunningCollector(OtlpSink sink, Kube.Testing.Telemetry.Collector collector, Uri endpoint) =>
        (this.sink, this.collector, this.endpoint) = (sink, collector, endpoint);

    public static async Task<RunningCollector> Start(RedactionPlan plan, string hashKey, CancellationToken cancel)
    {
        Layer.Collector.Require();
        var sink = await OtlpSink.Start(cancel: cancel);
        var endpoint = new Uri($"http://127.0.0.1:{FreePort.Take(1)[0]}");
        var configuration = Configuration(plan, endpoint, sink.Uri);
        return new(sink, await Kube.Testing.Telemetry.Collector.Start(configuration, endpoint, CollectorRun.Variables(plan, hashKey), cancel), endpoint);
    }

    /// <summary>What one request became; one that the collector refuses fails the test.</summary>
    public async Task<JsonNode> Send(Signal signal, string request, CancellationToken cancel)
    {
        sink.Clear();
        var status = await Post(new OtlpRequest(signal, request), cancel);
        status.ShouldBe(HttpStatusCode.OK, collector.Output.Last(3));
        return sink.Json(signal);
    }

    /// <summary>Of a collector that is gone every request fails, also the smallest: its output tells why.</summary>
    private async Task<HttpStatusCode> Post(OtlpRequest request, CancellationToken cancel)
    {
        try
        {
            return await OtlpClient.Post(http, endpoint, request, cancel);
        }
        catch (HttpRequestException exception)
        {
            throw new InvalidOperationException($"The collector does not answer.\n{collector.Output.Last(20)}", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await collector.DisposeAsync();
        await sink.DisposeAsync();
    }

    /// <summary>Without a queue: an answer tells that all has been exported.</summary>
    private static string Configuration(RedactionPlan plan, Uri listen, Uri backend)
    {
        var generated = StandaloneConfiguration.Of(plan, listen.Authority, new StandaloneExport.Otlp(backend.ToString().TrimEnd('/')));
        var (name, exporter) = generated.Exporters.Single(one => one.Value is OtlpHttpExporter);
        var direct = (OtlpHttpExporter)exporter with { SendingQueue = new SendingQueue { Enabled = false }, RetryOnFailure = new RetryOnFailure { Enabled = false } };
        return (generated with { Exporters = generated.Exporters.SetItem(name, direct) }).ToYaml();
    }
}
