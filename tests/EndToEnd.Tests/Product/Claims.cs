using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kube.Testing.Telemetry;

namespace EndToEnd.Tests.Product;

/// <summary>Recordings as a sender could change them.</summary>
internal static partial class Claims
{
    private static readonly ImmutableArray<(string Key, string Value)> Lies =
    [
        ("k8s.namespace.name", "finance"), ("k8s.pod.name", "somebody-else"), ("k8s.deployment.name", "somebody-else"),
        ("llmtracing.policy", "llm-tracing-system/open"), ("llmtracing.namespace.llmtracing.dev/policy", "open"),
        ("llmtracing.pod.llmtracing.dev/policy", "open"),
    ];

    /// <summary>The same telemetry under new trace ids, whose resources say that they come from elsewhere and are governed by another
    /// policy.</summary>
    public static Recording Lying(this Recording recording)
    {
        var ids = recording.Requests.SelectMany(request => TraceId.Matches(request.Json)).Select(match => match.Groups[1].Value).Distinct()
            .ToDictionary(id => id, _ => RandomNumberGenerator.GetHexString(32, lowercase: true));
        return recording with
        {
            Requests = [.. recording.Requests.Select(request => request with { Json = Lie(Renamed(request.Json, ids), request.Signal) })],
        };
    }

    private static string Renamed(string json, Dictionary<string, string> ids) =>
        ids.Aggregate(json, (text, id) => text.Replace(id.Key, id.Value));

    private static string Lie(string json, Signal signal)
    {
        var request = JsonNode.Parse(json)!;
        foreach (var item in request[signal.Root()]!.AsArray())
        {
            var resource = item!["resource"] as JsonObject ?? [];
            item["resource"] ??= resource;
            var attributes = resource["attributes"] as JsonArray ?? [];
            resource["attributes"] ??= attributes;
            foreach (var (key, value) in Lies)
            {
                attributes.Add(new JsonObject { ["key"] = key, ["value"] = new JsonObject { ["stringValue"] = value } });
            }
        }

        return request.ToJsonString();
    }

    [GeneratedRegex("\"traceId\" ?: ?\"([0-9a-f]{32})\"")]
    private static partial Regex TraceId { get; }
}
