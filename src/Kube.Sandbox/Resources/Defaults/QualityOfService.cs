using System.Text.Json.Nodes;
using Kube.Schema.Json;

namespace Kube.Sandbox.Resources.Defaults;

/// <summary>The class of a pod by its requests and limits.</summary>
internal static class QualityOfService
{
    private static readonly string[] Resources = ["cpu", "memory"];

    public static string Of(JsonObject spec)
    {
        var containers = spec.Maps("containers").Concat(spec.Maps("initContainers")).ToList();
        if (!containers.Exists(container => Mentions(container, "requests") || Mentions(container, "limits")))
        {
            return "BestEffort";
        }

        var guaranteed = containers.TrueForAll(container => Resources.All(name =>
            container.At("resources", "limits", name) is { } limit && JsonReading.Same(limit, container.At("resources", "requests", name) ?? limit)));
        return guaranteed ? "Guaranteed" : "Burstable";
    }

    private static bool Mentions(JsonObject container, string part) =>
        Resources.Any(name => container.At("resources", part, name) is not null);
}
