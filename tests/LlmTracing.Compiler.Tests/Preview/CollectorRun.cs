using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;
using Kube.Testing;
using Kube.Testing.Processes;
using Kube.Testing.Telemetry;
using LlmTracing.Compiler.Collector;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Tests.Preview;

/// <summary>Requests through the generated configuration in the real collector.</summary>
internal static class CollectorRun
{
    /// <summary>All that it exported, as OTLP JSON.</summary>
    public static async Task<ImmutableArray<JsonNode>> Of(
        RedactionPlan plan, IEnumerable<OtlpRequest> requests, string hashKey, CancellationToken cancel)
    {
        Layer.Collector.Require();
        var folder = Directory.CreateTempSubdirectory("preview-");
        var file = Path.Combine(folder.FullName, "out.json");
        try
        {
            var listen = $"127.0.0.1:{FreePort.Take(1)[0]}";
            var configuration = StandaloneConfiguration.Of(plan, listen, new StandaloneExport.File(file)).ToYaml();
            await Send(configuration, new Uri($"http://{listen}"), requests, Variables(plan, hashKey), cancel);
            return [.. File.ReadLines(file).Select(line => JsonNode.Parse(line)!)];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Starts a collector, sends all, and stops it when it took all.</summary>
    public static async Task Send(
        string configuration, Uri endpoint, IEnumerable<OtlpRequest> requests, ImmutableDictionary<string, string>? environment, CancellationToken cancel)
    {
        await using var collector = await Kube.Testing.Telemetry.Collector.Start(configuration, endpoint, environment, cancel);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        foreach (var request in requests)
        {
            var status = await OtlpClient.Post(http, endpoint, request, cancel);
            status.ShouldBe(HttpStatusCode.OK, collector.Output.Last(20));
        }

        await collector.Stop();
    }

    /// <summary>What the configuration of a plan needs in its environment.</summary>
    public static ImmutableDictionary<string, string> Variables(RedactionPlan plan, string hashKey) =>
        plan.HashKey is { } secret
            ? ImmutableDictionary<string, string>.Empty.Add(SecretVariables.HashKey(secret), hashKey)
            : ImmutableDictionary<string, string>.Empty;
}
