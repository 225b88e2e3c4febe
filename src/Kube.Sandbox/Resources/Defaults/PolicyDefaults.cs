using System.Text.Json.Nodes;
using Kube.Schema.Json;

namespace Kube.Sandbox.Resources.Defaults;

/// <summary>Defaults of the kinds that govern others: network policies, autoscalers, RBAC, webhooks, definitions.</summary>
internal static class PolicyDefaults
{
    public static void NetworkPolicy(JsonObject policy)
    {
        var spec = policy.Ensure("spec");
        spec.Default("podSelector", new JsonObject());
        spec.Default("policyTypes", spec["egress"] is null ? new JsonArray("Ingress") : new JsonArray("Ingress", "Egress"));
        foreach (var port in spec.Maps("ingress").Concat(spec.Maps("egress")).SelectMany(rule => rule.Maps("ports")))
        {
            port.Default("protocol", "TCP");
        }
    }

    public static void Autoscaler(JsonObject autoscaler)
    {
        autoscaler.Ensure("spec").Default("minReplicas", 1);
        var status = autoscaler.Ensure("status");
        status.Default("desiredReplicas", 0);
        status.Default("currentMetrics", null);
    }

    public static void DisruptionBudget(JsonObject budget)
    {
        var status = budget.Ensure("status");
        foreach (var name in (ReadOnlySpan<string>)["currentHealthy", "desiredHealthy", "disruptionsAllowed", "expectedPods"])
        {
            status.Default(name, 0);
        }
    }

    public static void Binding(JsonObject binding)
    {
        binding.Map("roleRef")?.Default("apiGroup", "rbac.authorization.k8s.io");
        foreach (var subject in binding.Maps("subjects").Where(subject => subject.Text("kind") is "User" or "Group"))
        {
            subject.Default("apiGroup", "rbac.authorization.k8s.io");
        }
    }

    public static void MutatingWebhooks(JsonObject configuration)
    {
        ValidatingWebhooks(configuration);
        foreach (var webhook in configuration.Maps("webhooks"))
        {
            webhook.Default("reinvocationPolicy", "Never");
        }
    }

    public static void ValidatingWebhooks(JsonObject configuration)
    {
        foreach (var webhook in configuration.Maps("webhooks"))
        {
            webhook.Default("failurePolicy", "Fail");
            webhook.Default("matchPolicy", "Equivalent");
            webhook.Default("namespaceSelector", new JsonObject());
            webhook.Default("objectSelector", new JsonObject());
            webhook.Default("timeoutSeconds", 10);
            webhook.Map("clientConfig", "service")?.Default("port", 443);
            foreach (var rule in webhook.Maps("rules"))
            {
                rule.Default("scope", "*");
            }
        }
    }

    public static void Definition(JsonObject definition)
    {
        var spec = definition.Ensure("spec");
        spec.Default("conversion", new JsonObject { ["strategy"] = "None" });
        var names = spec.Ensure("names");
        names.Default("singular", names.Text("kind")?.ToLowerInvariant());
        names.Default("listKind", $"{names.Text("kind")}List");
    }
}
