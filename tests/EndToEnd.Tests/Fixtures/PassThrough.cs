using System.Text.Json.Nodes;

namespace EndToEnd.Tests.Fixtures;

/// <summary>A collector configuration that changes nothing.</summary>
internal static class PassThrough
{
    public static string To(Uri backend, int port, string encoding)
    {
        var pipeline = new JsonObject { ["receivers"] = new JsonArray("otlp"), ["exporters"] = new JsonArray("otlp_http") };
        return new JsonObject
        {
            ["receivers"] = new JsonObject
            {
                ["otlp"] = new JsonObject
                {
                    ["protocols"] = new JsonObject { ["http"] = new JsonObject { ["endpoint"] = $"127.0.0.1:{port}" } },
                },
            },
            ["exporters"] = new JsonObject
            {
                ["otlp_http"] = new JsonObject { ["endpoint"] = backend.ToString(), ["encoding"] = encoding },
            },
            ["service"] = new JsonObject
            {
                ["telemetry"] = new JsonObject { ["metrics"] = new JsonObject { ["level"] = "none" } },
                ["pipelines"] = new JsonObject
                {
                    ["traces"] = pipeline,
                    ["logs"] = pipeline.DeepClone(),
                    ["metrics"] = pipeline.DeepClone(),
                },
            },
        }.ToJsonString();
    }
}
