using System.Text;
using System.Text.Json.Nodes;
using Kube.Schema.Json;

namespace Kube.Sandbox.Resources.Defaults;

/// <summary>Defaults of namespaces, secrets, services and claims.</summary>
internal static class CoreDefaults
{
    public static void Namespace(JsonObject value)
    {
        value.Ensure("metadata").Ensure("labels")["kubernetes.io/metadata.name"] = value.Text("metadata", "name");
        value.Ensure("status").Default("phase", "Active");
    }

    public static void Secret(JsonObject secret)
    {
        secret.Default("type", "Opaque");
        foreach (var (name, text) in secret.Map("stringData") ?? [])
        {
            secret.Ensure("data")[name] = Convert.ToBase64String(Encoding.UTF8.GetBytes(text.Text() ?? ""));
        }

        secret.Remove("stringData");
    }

    public static void Service(JsonObject service)
    {
        var spec = service.Ensure("spec");
        spec.Default("sessionAffinity", "None");
        spec.Default("type", "ClusterIP");
        foreach (var port in spec.Maps("ports"))
        {
            port.Default("protocol", "TCP");
            port.Default("targetPort", port["port"]?.DeepClone());
        }

        if (spec.Text("type") != "ExternalName")
        {
            spec.Default("internalTrafficPolicy", "Cluster");
        }

        service.Ensure("status").Ensure("loadBalancer");
    }

    public static void Claim(JsonObject claim)
    {
        claim.Ensure("spec").Default("volumeMode", "Filesystem");
        claim.Ensure("status").Default("phase", "Pending");
    }

    public static void Node(JsonObject node) => node.Ensure("spec");

    public static void EndpointSlice(JsonObject slice)
    {
        foreach (var port in slice.Maps("ports"))
        {
            port.Default("name", "");
            port.Default("protocol", "TCP");
        }
    }
}
