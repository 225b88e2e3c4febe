using FieldSet = System.Collections.Immutable.ImmutableSortedSet<string>;

namespace Kube.Sandbox.Apply;

/// <summary>Field ownership: what server-side apply does to an object, and what other writes do to the owners.</summary>
/// <remarks>
/// Guarantees: applying the same configuration twice changes nothing, not even a time; a field that its only owner stops applying goes
/// away;
/// nobody's field changes by an apply without force.
/// </remarks>
internal static class OwnershipTracker
{
    private static readonly string[] NeverOwned =
    [
        "name", "namespace", "uid", "creationTimestamp", "generation", "resourceVersion", "managedFields", "selfLink", "deletionTimestamp",
        "deletionGracePeriodSeconds", "generateName",
    ];

    /// <returns>The merged object with its new managed fields, and the conflicts that stand in the way.</returns>
    public static (JsonObject Merged, IReadOnlyList<FieldConflict> Conflicts) Apply(
        SchemaNode schema, JsonObject live, JsonObject applied, FieldManager manager, bool force, string time)
    {
        var managers = FieldManagers.Read(live);
        var config = Ownable(applied, manager);
        if (config.Map("metadata") is { Count: 0 })
        {
            config.Remove("metadata");
        }

        var fields = FieldWalk.Owns(schema, config);
        var merged = (JsonObject)TypedMerge.Merge(schema, live, config)!;
        var others = managers.Others(manager).Aggregate(FieldPaths.None, (all, entry) => all.Union(entry.Fields));
        FieldRemoval.Remove(schema, merged, managers.Of(manager).Except(fields), fields.Union(others));
        var (changed, removed) = FieldWalk.Compare(schema, Ownable(live, null), Ownable(merged, null));
        var conflicts = Conflicts(managers, manager, changed.Intersect(fields));
        if (conflicts.Count > 0 && !force)
        {
            return (merged, conflicts);
        }

        managers.Take(changed.Union(removed), manager);
        managers.Set(manager, fields, time);
        managers.Write(merged);
        return (merged, []);
    }

    /// <summary>Gives what a write changed to its writer and takes it from all others.</summary>
    /// <param name="typed">Whether the kind is built in: its structs are there before any field is.</param>
    /// <param name="ownsStatus">Whether status is part of the object; false where it is a subresource, unless that is what is
    /// written.</param>
    public static void Track(SchemaNode schema, JsonObject? live, JsonObject written, FieldManager manager, string time, bool typed,
        bool ownsStatus)
    {
        var managers = FieldManagers.Read(live);
        var before = live is null ? Skeleton(schema, typed) : Ownable(live, manager);
        var after = Ownable(written, manager);
        if (!ownsStatus && manager.Subresource.Length == 0)
        {
            before.Remove("status");
            after.Remove("status");
        }

        var (changed, removed) = FieldWalk.Compare(schema, before, after);
        managers.Take(changed.Union(removed), manager);
        if (changed.Count + removed.Count > 0)
        {
            managers.Set(manager, managers.Of(manager).Except(removed).Union(changed), time);
        }

        managers.Write(written);
    }

    private static List<FieldConflict> Conflicts(FieldManagers managers, FieldManager manager, FieldSet changed) =>
        [.. managers.Others(manager).SelectMany(other =>
            other.Fields.Intersect(changed).Select(path => new FieldConflict(other.Manager, FieldPaths.Show(path))))];

    /// <summary>Typed objects always have their structs; a custom resource starts from nothing.</summary>
    private static JsonObject Skeleton(SchemaNode schema, bool typed)
    {
        var empty = new JsonObject { ["metadata"] = new JsonObject() };
        if (!typed || schema.Properties.GetValueOrDefault("spec")?.Properties is not { Count: > 0 } spec)
        {
            return empty;
        }

        var structs = new JsonObject
        {
            ["strategy"] = new JsonObject(), ["podSelector"] = new JsonObject(), ["containers"] = new JsonArray(),
            ["template"] = new JsonObject
            {
                ["metadata"] = new JsonObject(), ["spec"] = new JsonObject { ["containers"] = new JsonArray() },
            },
        };
        empty["spec"] = new JsonObject(structs.Where(one => spec.ContainsKey(one.Key))
            .Select(one => KeyValuePair.Create(one.Key, one.Value?.DeepClone())));
        empty["status"] = new JsonObject();
        return empty;
    }

    /// <summary>Without what nobody can own; with a manager, also without what this kind of write can't touch.</summary>
    private static JsonObject Ownable(JsonObject value, FieldManager? manager)
    {
        var copy = value.Copy();
        copy.Remove("apiVersion");
        copy.Remove("kind");
        foreach (var name in NeverOwned)
        {
            copy.Map("metadata")?.Remove(name);
        }

        return manager?.Subresource == "status"
            ? new JsonObject { ["metadata"] = new JsonObject(), ["status"] = copy["status"]?.DeepClone() }
            : copy;
    }
}
