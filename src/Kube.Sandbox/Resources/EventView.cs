using System.Text.Json.Nodes;

namespace Kube.Sandbox.Resources;

/// <summary>Events of <c>events.k8s.io/v1</c> are core events under other names.</summary>
internal static class EventView
{
    private static readonly (string Core, string Events)[] Names =
    [
        ("involvedObject", "regarding"), ("message", "note"), ("source", "deprecatedSource"), ("firstTimestamp", "deprecatedFirstTimestamp"),
        ("lastTimestamp", "deprecatedLastTimestamp"), ("count", "deprecatedCount"), ("reportingComponent", "reportingController"),
    ];

    public static ResourceView View { get; } = new(
        value => Rename(value, "v1", Names.Select(pair => (pair.Events, pair.Core))),
        value => Rename(value, "events.k8s.io/v1", Names));

    private static JsonObject Rename(JsonObject value, string apiVersion, IEnumerable<(string From, string To)> names)
    {
        var renamed = (JsonObject)value.DeepClone();
        renamed["apiVersion"] = apiVersion;
        foreach (var (from, to) in names)
        {
            if (renamed.Remove(from, out var part))
            {
                renamed[to] = part;
            }
        }

        return renamed;
    }
}
