using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Kube.Testing;
using Kube.Testing.Processes;
using Kube.Testing.Telemetry;
using LlmTracing.Compiler.Collector;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Tests.Preview;

namespace LlmTracing.Compiler.Tests.Collector;

/// <summary>Telemetry as it leaves a real collector that runs the generated configuration of a plan.</summary>
internal static class Redacted
{
    public static readonly ImmutableDictionary<string, string> Environment = ImmutableDictionary<string, string>.Empty
        .Add(SecretVariables.HashKey(Some.HashKey.SecretKeyRef), "0123456789abcdef0123456789abcdef0123");

    /// <summary>Sends the requests, waits until all items have arrived but spans with links, and returns the backend with all that it
    /// got.</summary>
    public static async Task<OtlpSink> By(RedactionPlan plan, ImmutableArray<OtlpRequest> requests, CancellationToken cancel)
    {
        var sink = await OtlpSink.Start(cancel: cancel);
        var listen = $"127.0.0.1:{FreePort.Take(1)[0]}";
        var configuration = StandaloneConfiguration.Of(plan, listen, new StandaloneExport.Otlp(sink.Uri.ToString().TrimEnd('/'))).ToYaml();
        await CollectorRun.Send(configuration, new Uri($"http://{listen}"), requests, Environment, cancel);
        foreach (var sent in requests.Where(request => request.Signal != Signal.Metrics).GroupBy(request => request.Signal))
        {
            await sink.WaitFor(
                sent.Key, sent.Sum(request => Structure.Items(JsonNode.Parse(request.Json)!, sent.Key).Count(HasNoLinks)), cancel: cancel);
        }

        return sink;
    }

    private static bool HasNoLinks(JsonNode item) => item["links"] is not JsonArray { Count: > 0 };
}
