using System.Text.Json.Nodes;
using Kube.Schema.Json;

namespace Kube.Sandbox.Apply;

/// <summary>
/// A set of field paths: a trie whose steps are written as in <c>fieldsV1</c> (<c>f:name</c>, <c>k:{"key":"value"}</c>, <c>v:value</c>).
/// </summary>
internal sealed class FieldSet
{
    private readonly SortedDictionary<string, FieldSet> children = new(StringComparer.Ordinal);

    /// <summary>Whether the path that leads here is itself in the set.</summary>
    public bool Member { get; private set; }

    public bool IsEmpty => !Member && children.Count == 0;

    public IEnumerable<KeyValuePair<string, FieldSet>> Children => children;

    public FieldSet? Child(string step) => children.GetValueOrDefault(step);

    public void Insert(ReadOnlySpan<string> path)
    {
        var node = this;
        foreach (var step in path)
        {
            node = node.Ensure(step);
        }

        node.Member = true;
    }

    public void Insert(IReadOnlyList<string> path) => Insert(path.ToArray().AsSpan());

    public FieldSet Union(FieldSet other)
    {
        var result = new FieldSet { Member = Member || other.Member };
        foreach (var step in children.Keys.Union(other.children.Keys))
        {
            result.children[step] = (Child(step), other.Child(step)) switch
            {
                ({ } mine, { } theirs) => mine.Union(theirs),
                var (mine, theirs) => mine ?? theirs!,
            };
        }

        return result;
    }

    /// <summary>The paths that are here and not there.</summary>
    public FieldSet Difference(FieldSet? other)
    {
        if (other is null)
        {
            return this;
        }

        var result = new FieldSet { Member = Member && !other.Member };
        foreach (var (step, child) in children)
        {
            result.Keep(step, child.Difference(other.Child(step)));
        }

        return result;
    }

    /// <summary>Like <see cref="Difference"/>, but a member there takes all below it along.</summary>
    public FieldSet RecursiveDifference(FieldSet? other)
    {
        if (other is null)
        {
            return this;
        }

        if (other.Member)
        {
            return new FieldSet();
        }

        var result = new FieldSet { Member = Member };
        foreach (var (step, child) in children)
        {
            result.Keep(step, child.RecursiveDifference(other.Child(step)));
        }

        return result;
    }

    public FieldSet Intersection(FieldSet? other)
    {
        var result = new FieldSet { Member = Member && (other?.Member ?? false) };
        foreach (var (step, child) in children)
        {
            if (other?.Child(step) is { } theirs)
            {
                result.Keep(step, child.Intersection(theirs));
            }
        }

        return result;
    }

    /// <summary>All members as paths such as <c>.spec.parts[name="x"].value</c>.</summary>
    public IEnumerable<string> Paths(string prefix = "")
    {
        var own = Member ? new[] { prefix } : [];
        return own.Concat(children.SelectMany(pair => pair.Value.Paths(prefix + FieldStep.Show(pair.Key))));
    }

    public JsonObject ToJson()
    {
        var json = new JsonObject();
        if (Member && children.Count > 0)
        {
            json["."] = new JsonObject();
        }

        foreach (var (step, child) in children)
        {
            json[step] = child.ToJson();
        }

        return json;
    }

    public static FieldSet FromJson(JsonObject? json)
    {
        var set = new FieldSet { Member = json is { Count: 0 } };
        foreach (var (step, child) in json ?? [])
        {
            if (step == ".")
            {
                set.Member = true;
            }
            else
            {
                set.children[FieldStep.Canonical(step)] = FromJson(child as JsonObject);
            }
        }

        return set;
    }

    private FieldSet Ensure(string step)
    {
        if (!children.TryGetValue(step, out var child))
        {
            child = new FieldSet();
            children[step] = child;
        }

        return child;
    }

    private void Keep(string step, FieldSet child)
    {
        if (!child.IsEmpty)
        {
            children[step] = child;
        }
    }
}
