using FieldSet = System.Collections.Immutable.ImmutableSortedSet<string>;

namespace Kube.Sandbox.Apply;

/// <summary>An object as its fields by path.</summary>
/// <param name="Value">What two versions are compared by: the value of a leaf or of an atomic map or list, null for what has
/// children.</param>
/// <param name="Owned">Whether who applies it owns it: leaves, entries of maps and of keyed lists.</param>
/// <param name="Present">Whether the field counts as set; null does so only where the schema allows it.</param>
internal sealed record FieldWalk(JsonNode? Value, bool Owned, bool Present)
{
    private static readonly JsonNode Null = new JsonObject { ["null"] = true };

    /// <summary>What an applied configuration owns.</summary>
    public static FieldSet Owns(SchemaNode schema, JsonNode value) =>
        Fields(schema, value).Where(field => field.Value.Owned).Select(field => field.Key).ToFieldSet();

    /// <summary>What was added or modified, and what is gone.</summary>
    public static (FieldSet Changed, FieldSet Removed) Compare(SchemaNode schema, JsonNode before, JsonNode after)
    {
        var (old, now) = (Fields(schema, before), Fields(schema, after));
        var changed = now.Where(field => field.Value.Present
            && !(old.GetValueOrDefault(field.Key) is { Present: true } was && JsonReading.Same(was.Value, field.Value.Value)));
        var removed = old.Where(field => field.Value.Present && now.GetValueOrDefault(field.Key) is not { Present: true });
        return (changed.Select(field => field.Key).ToFieldSet(), removed.Select(field => field.Key).ToFieldSet());
    }

    /// <summary>Whether a value is owned as a whole.</summary>
    public static bool IsAtomic(SchemaNode schema, JsonNode? value) => value switch
    {
        JsonObject => schema.AtomicMap,
        JsonArray => schema.ListKind == ListKind.Atomic,
        _ => true,
    };

    private static Dictionary<string, FieldWalk> Fields(SchemaNode schema, JsonNode value)
    {
        var fields = new Dictionary<string, FieldWalk>(StringComparer.Ordinal);
        VisitChildren(schema, value, "", fields);
        return fields;
    }

    private static void Visit(SchemaNode schema, JsonNode? value, bool declared, string path, Dictionary<string, FieldWalk> fields)
    {
        if (IsAtomic(schema, value))
        {
            fields[path] = new FieldWalk(value ?? Null, Owned: true, Present: value is not null || schema.Nullable);
            return;
        }

        fields[path] = new FieldWalk(null, Owned: !declared || value is JsonObject { Count: 0 }, Present: true);
        VisitChildren(schema, value, path, fields);
    }

    private static void VisitChildren(SchemaNode schema, JsonNode? value, string path, Dictionary<string, FieldWalk> fields)
    {
        foreach (var (name, child) in value as JsonObject ?? [])
        {
            var step = FieldPaths.Join(path, FieldStep.Field(name));
            Visit(schema.Child(name) ?? SchemaNode.Anything, child, schema.Properties.ContainsKey(name), step, fields);
        }

        foreach (var entry in value as JsonArray ?? [])
        {
            Visit(schema.Items ?? SchemaNode.Anything, entry, false, FieldPaths.Join(path, FieldStep.Entry(schema, entry)), fields);
        }
    }
}
