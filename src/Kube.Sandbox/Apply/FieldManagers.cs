using FieldSet = System.Collections.Immutable.ImmutableSortedSet<string>;

namespace Kube.Sandbox.Apply;

/// <summary>Who writes: a manager is told apart by name, operation, API version and subresource.</summary>
internal sealed record FieldManager(string Name, string Operation, string ApiVersion, string Subresource);

/// <summary>What each manager owns, as in <c>metadata.managedFields</c>.</summary>
internal sealed class FieldManagers
{
    private readonly List<(FieldManager Manager, FieldSet Fields, string? Time)> entries = [];

    public bool Any => entries.Count > 0;

    public static FieldManagers Read(JsonObject? value)
    {
        var managers = new FieldManagers();
        foreach (var entry in value.Maps("metadata", "managedFields"))
        {
            var manager = new FieldManager(
                entry.Text("manager") ?? "", entry.Text("operation") ?? "", entry.Text("apiVersion") ?? "",
                entry.Text("subresource") ?? "");
            managers.entries.Add((manager, FieldPaths.FromJson(entry.Map("fieldsV1")), entry.Text("time")));
        }

        return managers;
    }

    public IEnumerable<(FieldManager Manager, FieldSet Fields)> Others(FieldManager manager) =>
        entries.Where(entry => entry.Manager != manager).Select(entry => (entry.Manager, entry.Fields));

    public FieldSet Of(FieldManager manager) => entries.Find(entry => entry.Manager == manager).Fields ?? FieldPaths.None;

    /// <summary>Replaces what a manager owns; who owns nothing is forgotten. The time changes only with the set.</summary>
    public void Set(FieldManager manager, FieldSet fields, string? time)
    {
        var index = entries.FindIndex(entry => entry.Manager == manager);
        if (index >= 0 && entries[index].Fields.SetEquals(fields))
        {
            return;
        }

        if (index >= 0)
        {
            entries.RemoveAt(index);
        }

        if (fields.Count > 0)
        {
            entries.Add((manager, fields, time));
        }
    }

    public void Take(FieldSet fields, FieldManager except)
    {
        foreach (var (manager, theirs, time) in entries.Where(entry => entry.Manager != except).ToArray())
        {
            Set(manager, theirs.Except(fields), time);
        }
    }

    public void Write(JsonObject value)
    {
        var ordered = entries.OrderBy(entry => entry.Manager.Operation, StringComparer.Ordinal)
            .ThenBy(entry => entry.Time, StringComparer.Ordinal);
        value.Ensure("metadata").Remove("managedFields");
        if (Any)
        {
            value.Ensure("metadata")["managedFields"] = ordered.Select(entry => (JsonNode)Entry(entry.Manager, entry.Fields, entry.Time))
                .ToJsonArray();
        }
    }

    private static JsonObject Entry(FieldManager manager, FieldSet fields, string? time)
    {
        var entry = new JsonObject
        {
            ["manager"] = manager.Name, ["operation"] = manager.Operation, ["apiVersion"] = manager.ApiVersion, ["time"] = time,
            ["fieldsType"] = "FieldsV1", ["fieldsV1"] = FieldPaths.ToJson(fields),
        };
        if (manager.Subresource.Length > 0)
        {
            entry["subresource"] = manager.Subresource;
        }

        return entry;
    }
}
