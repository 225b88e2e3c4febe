using System.Text.Json.Nodes;
using Kube.Schema.Json;
using Kube.Schema;

namespace Kube.Sandbox.Apply;

/// <summary>Which fields differ between two versions of an object.</summary>
/// <param name="Changed">Added or modified.</param>
/// <param name="Removed">Present before, absent now.</param>
internal sealed record FieldDifference(FieldSet Changed, FieldSet Removed)
{
    public static FieldDifference Between(SchemaNode schema, JsonNode? before, JsonNode? after)
    {
        var difference = new FieldDifference(new FieldSet(), new FieldSet());
        difference.Visit(schema, before, after, []);
        return difference;
    }

    private void Visit(SchemaNode schema, JsonNode? before, JsonNode? after, List<string> path)
    {
        if (before is null || after is null)
        {
            VisitOne(schema, before, after, path);
            return;
        }

        if (before.GetValueKind() != after.GetValueKind() || FieldCollector.IsAtomic(schema, after))
        {
            if (!JsonReading.Same(before, after))
            {
                Changed.Insert(path);
            }

            return;
        }

        VisitChildren(schema, before, after, path);
    }

    private void VisitOne(SchemaNode schema, JsonNode? before, JsonNode? after, List<string> path)
    {
        var value = before ?? after;
        if (value is null)
        {
            return;
        }

        (before is null ? Changed : Removed).Insert(path);
        if (!FieldCollector.IsAtomic(schema, value))
        {
            VisitChildren(schema, before, after, path);
        }
    }

    private void VisitChildren(SchemaNode schema, JsonNode? before, JsonNode? after, List<string> path)
    {
        var old = Members(schema, before);
        var now = Members(schema, after);
        foreach (var step in old.Keys.Union(now.Keys))
        {
            var child = step.StartsWith("f:", StringComparison.Ordinal) && schema.Items is null ? schema.Child(step[2..]) : schema.Items;
            path.Add(step);
            if (child is { Nullable: true } && old.ContainsKey(step) != now.ContainsKey(step))
            {
                (now.ContainsKey(step) ? Changed : Removed).Insert(path);
            }

            Visit(child ?? SchemaNode.Anything, old.GetValueOrDefault(step), now.GetValueOrDefault(step), path);
            path.RemoveAt(path.Count - 1);
        }
    }

    private static Dictionary<string, JsonNode?> Members(SchemaNode schema, JsonNode? value)
    {
        var members = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var (name, child) in value as JsonObject ?? [])
        {
            members[FieldStep.Field(name)] = child;
        }

        foreach (var entry in value as JsonArray ?? [])
        {
            members[FieldStep.Entry(schema, entry)] = entry;
        }

        return members;
    }
}
