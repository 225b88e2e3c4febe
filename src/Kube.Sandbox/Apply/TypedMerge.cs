using System.Text.Json.Nodes;
using Kube.Schema.Json;
using Kube.Schema;

namespace Kube.Sandbox.Apply;

/// <summary>Lays an applied configuration over the live object: maps and keyed lists entry by entry, all else as a whole.</summary>
internal static class TypedMerge
{
    public static JsonNode? Merge(SchemaNode schema, JsonNode? live, JsonNode? applied)
    {
        if (live is null || applied is null || live.GetValueKind() != applied.GetValueKind() || FieldCollector.IsAtomic(schema, applied))
        {
            return applied?.DeepClone();
        }

        return applied is JsonObject map ? Maps(schema, (JsonObject)live, map) : Lists(schema, (JsonArray)live, (JsonArray)applied);
    }

    private static JsonObject Maps(SchemaNode schema, JsonObject live, JsonObject applied)
    {
        var merged = live.Copy();
        foreach (var (name, child) in applied)
        {
            merged[name] = Merge(schema.Child(name) ?? SchemaNode.Anything, live[name], child);
        }

        return merged;
    }

    /// <summary>Entries keep the order of the applied list; entries of others stay before the applied entry that they preceded.</summary>
    private static JsonArray Lists(SchemaNode schema, JsonArray live, JsonArray applied)
    {
        var mine = Entries(schema, applied);
        var theirs = Entries(schema, live);
        var merged = new JsonArray();
        var next = 0;
        foreach (var (step, entry) in mine)
        {
            AddOthers();
            merged.Add(Merge(schema.Items ?? SchemaNode.Anything, theirs.Find(other => other.Step == step).Entry, entry));
            next += next < theirs.Count && theirs[next].Step == step ? 1 : 0;
        }

        AddOthers();
        return merged;

        void AddOthers()
        {
            for (; next < theirs.Count; next++)
            {
                var position = mine.FindIndex(other => other.Step == theirs[next].Step);
                if (position < 0)
                {
                    merged.Add(theirs[next].Entry?.DeepClone());
                }
                else if (!IsEmitted(position))
                {
                    return;
                }
            }
        }

        bool IsEmitted(int position) => merged.Any(entry => FieldStep.Entry(schema, entry) == mine[position].Step);
    }

    private static List<(string Step, JsonNode? Entry)> Entries(SchemaNode schema, JsonArray list) =>
        [.. list.Select(entry => (FieldStep.Entry(schema, entry), entry))];
}
