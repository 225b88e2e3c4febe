namespace Kube.Sandbox.Apply;

/// <summary>Lays an applied configuration over the live object: maps and keyed lists entry by entry, all else as a whole.</summary>
internal static class TypedMerge
{
    public static JsonNode? Merge(SchemaNode schema, JsonNode? live, JsonNode? applied)
    {
        if (live is null || applied is null || live.GetValueKind() != applied.GetValueKind() || FieldWalk.IsAtomic(schema, applied))
        {
            return applied?.DeepClone();
        }

        if (applied is JsonArray list)
        {
            return Lists(schema, (JsonArray)live, list);
        }

        var merged = ((JsonObject)live).Copy();
        foreach (var (name, child) in (JsonObject)applied)
        {
            merged[name] = Merge(schema.Child(name) ?? SchemaNode.Anything, live[name], child);
        }

        return merged;
    }

    /// <summary>Entries keep the order of the applied list; entries of others stay before the applied entry that they preceded.</summary>
    private static JsonArray Lists(SchemaNode schema, JsonArray live, JsonArray applied)
    {
        var mine = applied.Select(entry => FieldStep.Entry(schema, entry)).ToList();
        var theirs = live.Select(entry => FieldStep.Entry(schema, entry)).ToList();
        var merged = new JsonArray();
        var next = 0;
        for (var index = 0; index < mine.Count; index++)
        {
            AddOthers(index);
            var old = theirs.IndexOf(mine[index]);
            merged.Add(Merge(schema.Items ?? SchemaNode.Anything, old < 0 ? null : live[old], applied[index]));
            next += next < theirs.Count && theirs[next] == mine[index] ? 1 : 0;
        }

        AddOthers(mine.Count);
        return merged;

        void AddOthers(int emitted)
        {
            for (; next < theirs.Count && mine.IndexOf(theirs[next]) is var position && position < emitted; next++)
            {
                if (position < 0)
                {
                    merged.Add(live[next]?.DeepClone());
                }
            }
        }
    }
}
