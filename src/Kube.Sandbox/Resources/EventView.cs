using System.Text.Json.Nodes;
using Kube.Schema.Json;

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
        value => Without(Rename(value, "v1", Names.Select(pair => (pair.Events, pair.Core)))),
        value =>
        {
            var renamed = Rename(value, "events.k8s.io/v1", Names);
            foreach (var name in (ReadOnlySpan<string>)["eventTime", "deprecatedFirstTimestamp", "deprecatedLastTimestamp"])
            {
                Add(renamed, name, null);
            }

            return renamed;
        });

    /// <summary>Core events always show their times and reporter, set or not; stored is only what is set.</summary>
    public static ResourceView Core { get; } = new(
        value => Without(value),
        value =>
        {
            var shown = value.Copy();
            foreach (var name in (ReadOnlySpan<string>)["eventTime", "firstTimestamp", "lastTimestamp"])
            {
                Add(shown, name, null);
            }

            Add(shown, "reportingComponent", "");
            Add(shown, "reportingInstance", "");
            return shown;
        });



    private static void Add(JsonObject value, string name, JsonNode? part)
    {
        if (!value.ContainsKey(name))
        {
            value[name] = part;
        }
    }

    private static JsonObject Without(JsonObject value)
    {
        var kept = value.Copy();
        foreach (var (name, part) in value.ToArray())
        {
            if (part is null || part.Text() == "")
            {
                kept.Remove(name);
            }
        }

        return kept;
    }

    private static JsonObject Rename(JsonObject value, string apiVersion, IEnumerable<(string From, string To)> names)
    {
        var renamed = value.Copy();
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
