using System.Text.Json.Nodes;

namespace EndToEnd.Tests.Product;

/// <summary>A pipeline in a namespace of its own, with credentials from a Secret.</summary>
internal static class SparePipeline
{
    public static JsonObject Secret(string ns) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Secret",
        ["metadata"] = new JsonObject { ["name"] = "langfuse", ["namespace"] = ns },
        ["stringData"] = new JsonObject { ["public"] = "pk-lf-spare", ["secret"] = "sk-lf-spare" },
    };

    public static JsonObject Of(string ns) => new()
    {
        ["apiVersion"] = "llmtracing.dev/v1alpha1",
        ["kind"] = "TracePipeline",
        ["metadata"] = new JsonObject { ["name"] = "spare", ["namespace"] = ns },
        ["spec"] = new JsonObject
        {
            ["collector"] = new JsonObject { ["ingest"] = new JsonObject { ["replicas"] = 2 } },
            ["backends"] = new JsonArray(new JsonObject
            {
                ["name"] = "langfuse",
                ["langfuse"] = new JsonObject
                {
                    ["url"] = "https://langfuse.example.org",
                    ["publicKey"] = Reference("public"),
                    ["secretKey"] = Reference("secret"),
                },
            }),
        },
    };

    /// <summary>Objects of the pipeline that this version does not make: what another version could have left behind.</summary>
    public static IEnumerable<JsonObject> Leftovers(string ns, string uid)
    {
        yield return Owned("v1", "ServiceAccount", ns, uid);
        var service = Owned("v1", "Service", ns, uid);
        service["spec"] = new JsonObject { ["ports"] = new JsonArray(new JsonObject { ["port"] = 4318 }) };
        yield return service;
        var deployment = Owned("apps/v1", "Deployment", ns, uid);
        deployment["spec"] = Objects.Agent(ns, "leftover")["spec"]!.DeepClone();
        deployment["spec"]!["replicas"] = 0;
        yield return deployment;
    }

    private static JsonObject Reference(string key) =>
        new() { ["secretKeyRef"] = new JsonObject { ["name"] = "langfuse", ["key"] = key } };

    private static JsonObject Owned(string apiVersion, string kind, string ns, string uid) => new()
    {
        ["apiVersion"] = apiVersion,
        ["kind"] = kind,
        ["metadata"] = new JsonObject
        {
            ["name"] = "leftover",
            ["namespace"] = ns,
            ["labels"] = new JsonObject { ["app.kubernetes.io/managed-by"] = OperatorChart.Name },
            ["ownerReferences"] = new JsonArray(new JsonObject
            {
                ["apiVersion"] = "llmtracing.dev/v1alpha1", ["kind"] = "TracePipeline", ["name"] = "spare", ["uid"] = uid,
                ["controller"] = true,
            }),
        },
    };
}
