using System.Text.Json.Nodes;

namespace EndToEnd.Tests.Product;

/// <summary>Objects that tests create, and what they read of objects.</summary>
internal static class Objects
{
    public const string AgentImage = "example.org/agent:1";

    /// <summary>Whether a condition is true.</summary>
    public static bool Is(JsonNode item, string condition) => item["status"]?["conditions"]?.AsArray()
        .Any(candidate => candidate!["type"]!.GetValue<string>() == condition && candidate["status"]!.GetValue<string>() == "True") == true;

    /// <summary>An idle pod without any environment.</summary>
    public static JsonObject Pod(string ns, string name) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Pod",
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = ns },
        ["spec"] = AgentSpec(),
    };

    /// <summary>A Deployment of one such pod, labelled <c>app: name</c>.</summary>
    public static JsonObject Agent(string ns, string name, JsonObject? labels = null)
    {
        var podLabels = labels ?? [];
        podLabels["app"] = name;
        return new JsonObject
        {
            ["apiVersion"] = "apps/v1",
            ["kind"] = "Deployment",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = ns },
            ["spec"] = new JsonObject
            {
                ["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["app"] = name } },
                ["template"] = new JsonObject { ["metadata"] = new JsonObject { ["labels"] = podLabels }, ["spec"] = AgentSpec() },
            },
        };
    }

    /// <summary>A policy for the pipeline of the samples.</summary>
    public static JsonObject Policy(string ns, string name, JsonObject spec)
    {
        spec["pipelineRef"] = new JsonObject { ["name"] = "default", ["namespace"] = OperatorChart.Namespace };
        return new JsonObject
        {
            ["apiVersion"] = "llmtracing.dev/v1alpha1",
            ["kind"] = "LlmTracingPolicy",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = ns },
            ["spec"] = spec,
        };
    }

    public static string PolicyPath(string ns, string name) => $"/apis/llmtracing.dev/v1alpha1/namespaces/{ns}/llmtracingpolicies/{name}";

    private static JsonObject AgentSpec() => new()
    {
        ["containers"] = new JsonArray(new JsonObject { ["name"] = "agent", ["image"] = AgentImage }),
    };
}
