using System.Text.Json.Nodes;
using Kube.Schema.Json;

namespace Kube.Sandbox.Resources.Defaults;

/// <summary>Defaults of containers, their ports, environment and probes.</summary>
internal static class ContainerDefaults
{
    public static void Apply(JsonObject container)
    {
        container.Default("resources", new JsonObject());
        container.Default("terminationMessagePath", "/dev/termination-log");
        container.Default("terminationMessagePolicy", "File");
        container.Default("imagePullPolicy", PullPolicy(container.Text("image") ?? ""));
        foreach (var port in container.Maps("ports"))
        {
            port.Default("protocol", "TCP");
        }

        foreach (var variable in container.Maps("env"))
        {
            variable.Map("valueFrom", "fieldRef")?.Default("apiVersion", "v1");
        }

        foreach (var name in (ReadOnlySpan<string>)["livenessProbe", "readinessProbe", "startupProbe"])
        {
            Probe(container.Map(name));
        }

        HttpGet(container.Map("lifecycle", "preStop"));
        HttpGet(container.Map("lifecycle", "postStart"));
    }

    private static string PullPolicy(string image)
    {
        var name = image[(image.LastIndexOf('/') + 1)..];
        return !name.Contains('@') && (!name.Contains(':') || name.EndsWith(":latest", StringComparison.Ordinal)) ? "Always" : "IfNotPresent";
    }

    private static void Probe(JsonObject? probe)
    {
        if (probe is null)
        {
            return;
        }

        probe.Default("timeoutSeconds", 1);
        probe.Default("periodSeconds", 10);
        probe.Default("successThreshold", 1);
        probe.Default("failureThreshold", 3);
        HttpGet(probe);
        probe.Map("grpc")?.Default("service", "");
    }

    private static void HttpGet(JsonObject? handler)
    {
        handler?.Map("httpGet")?.Default("path", "/");
        handler?.Map("httpGet")?.Default("scheme", "HTTP");
    }
}
