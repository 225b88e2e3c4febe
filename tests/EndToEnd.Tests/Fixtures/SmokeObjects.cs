using System.Text.Json.Nodes;

namespace EndToEnd.Tests.Fixtures;

/// <summary>The smallest collectors in a cluster: what the smoke test of the fixture applies.</summary>
internal static class SmokeObjects
{
    public const string Namespace = "collectors";

    public const string ClientNamespace = "senders";

    public static IEnumerable<JsonObject> All(Uri backend)
    {
        yield return Object("v1", "ServiceAccount", "collector", Namespace);
        yield return Object("v1", "Secret", "backend", Namespace, ("stringData", new JsonObject { ["url"] = backend.ToString() }));
        yield return Object(
            "v1", "ConfigMap", "collector", Namespace, ("data", new JsonObject { ["collector.yaml"] = Configuration().ToJsonString() }));
        yield return Object("rbac.authorization.k8s.io/v1", "ClusterRole", "collector", ns: null, ("rules", new JsonArray(
            new JsonObject
            {
                ["apiGroups"] = List(""),
                ["resources"] = List("pods", "namespaces", "nodes"),
                ["verbs"] = List("get", "list", "watch"),
            },
            new JsonObject
            {
                ["apiGroups"] = List("apps"),
                ["resources"] = List("replicasets", "deployments"),
                ["verbs"] = List("get", "list", "watch"),
            })));
        yield return Object("rbac.authorization.k8s.io/v1", "ClusterRoleBinding", "collector", ns: null,
            ("roleRef", new JsonObject { ["apiGroup"] = "rbac.authorization.k8s.io", ["kind"] = "ClusterRole", ["name"] = "collector" }),
            ("subjects", new JsonArray(new JsonObject { ["kind"] = "ServiceAccount", ["name"] = "collector", ["namespace"] = Namespace })));
        yield return Object("v1", "Service", "collector", Namespace, ("spec", new JsonObject
        {
            ["selector"] = new JsonObject { ["app"] = "collector" },
            ["ports"] = new JsonArray(new JsonObject { ["name"] = "otlp-http", ["port"] = 4318 }),
        }));
        yield return Object("apps/v1", "Deployment", "collector", Namespace, ("spec", new JsonObject
        {
            ["replicas"] = 2,
            ["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["app"] = "collector" } },
            ["template"] = new JsonObject
            {
                ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["app"] = "collector" } },
                ["spec"] = CollectorPod(),
            },
        }));
    }

    /// <summary>An idle pod with the variables that an application would have.</summary>
    public static JsonObject Client(string name) => Object("v1", "Pod", name, ClientNamespace, ("spec", new JsonObject
    {
        ["containers"] = new JsonArray(new JsonObject
        {
            ["name"] = "app",
            ["image"] = "example.org/app:1",
            ["env"] = new JsonArray(
                new JsonObject { ["name"] = "PORT", ["value"] = "4318" },
                new JsonObject { ["name"] = "OTEL_EXPORTER_OTLP_ENDPOINT", ["value"] = $"http://collector.{Namespace}.svc:$(PORT)" }),
        }),
    }));

    private static JsonObject CollectorPod() => new()
    {
        ["serviceAccountName"] = "collector",
        ["securityContext"] = new JsonObject { ["runAsNonRoot"] = true },
        ["volumes"] = new JsonArray(new JsonObject { ["name"] = "config", ["configMap"] = new JsonObject { ["name"] = "collector" } }),
        ["containers"] = new JsonArray(new JsonObject
        {
            ["name"] = "collector",
            ["image"] = "docker.io/otel/opentelemetry-collector-contrib:0.155.0",
            ["args"] = List("--config=/conf/collector.yaml"),
            ["env"] = new JsonArray(new JsonObject
            {
                ["name"] = "BACKEND",
                ["valueFrom"] = new JsonObject { ["secretKeyRef"] = new JsonObject { ["name"] = "backend", ["key"] = "url" } },
            }),
            ["ports"] = new JsonArray(new JsonObject { ["name"] = "health", ["containerPort"] = 13133 }),
            ["readinessProbe"] = new JsonObject { ["httpGet"] = new JsonObject { ["path"] = "/", ["port"] = "health" } },
            ["securityContext"] = new JsonObject { ["readOnlyRootFilesystem"] = true },
            ["volumeMounts"] = new JsonArray(new JsonObject { ["name"] = "config", ["mountPath"] = "/conf", ["readOnly"] = true }),
        }),
    };

    private static JsonObject Configuration() => new()
    {
        ["extensions"] = new JsonObject { ["health_check"] = new JsonObject { ["endpoint"] = "0.0.0.0:13133" } },
        ["receivers"] = new JsonObject
        {
            ["otlp"] = new JsonObject { ["protocols"] = new JsonObject { ["http"] = new JsonObject { ["endpoint"] = "0.0.0.0:4318" } } },
        },
        ["processors"] = new JsonObject
        {
            ["resource/strip"] = new JsonObject
            {
                ["attributes"] = new JsonArray(new JsonObject { ["action"] = "delete", ["pattern"] = @"^k8s\..*" }),
            },
            ["k8s_attributes"] = new JsonObject
            {
                ["auth_type"] = "serviceAccount",
                ["wait_for_metadata"] = true,
                ["extract"] = new JsonObject { ["metadata"] = List("k8s.namespace.name", "k8s.pod.name") },
                ["pod_association"] = new JsonArray(new JsonObject
                {
                    ["sources"] = new JsonArray(new JsonObject { ["from"] = "connection" }),
                }),
            },
        },
        ["exporters"] = new JsonObject { ["otlp_http"] = new JsonObject { ["endpoint"] = "${env:BACKEND}" } },
        ["service"] = new JsonObject
        {
            ["extensions"] = List("health_check"),
            ["telemetry"] = new JsonObject { ["metrics"] = new JsonObject { ["level"] = "none" } },
            ["pipelines"] = new JsonObject
            {
                ["traces"] = new JsonObject
                {
                    ["receivers"] = List("otlp"), ["processors"] = List("resource/strip", "k8s_attributes"),
                    ["exporters"] = List("otlp_http"),
                },
            },
        },
    };

    private static JsonObject Object(
        string apiVersion, string kind, string name, string? ns, params ReadOnlySpan<(string Name, JsonNode Value)> parts)
    {
        var metadata = new JsonObject { ["name"] = name };
        if (ns is not null)
        {
            metadata["namespace"] = ns;
        }

        var result = new JsonObject { ["apiVersion"] = apiVersion, ["kind"] = kind, ["metadata"] = metadata };
        foreach (var (part, value) in parts)
        {
            result[part] = value;
        }

        return result;
    }

    private static JsonArray List(params string[] values) => [.. values.Select(value => (JsonNode)value)];
}
