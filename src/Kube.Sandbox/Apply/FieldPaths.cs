using FieldSet = System.Collections.Immutable.ImmutableSortedSet<string>;

namespace Kube.Sandbox.Apply;

/// <summary>
/// Sets of field paths. A path is its steps, written as in <c>fieldsV1</c>, joined by line feeds, so that parents sort before children.
/// </summary>
internal static class FieldPaths
{
    public const char Separator = '\n';

    public static FieldSet None { get; } = FieldSet.Empty.WithComparer(StringComparer.Ordinal);

    public static FieldSet ToFieldSet(this IEnumerable<string> paths) => paths.ToImmutableSortedSet(StringComparer.Ordinal);

    public static string Join(string path, string step) => path.Length == 0 ? step : path + Separator + step;

    /// <summary>Whether the path or one below it is in the set.</summary>
    public static bool Reaches(this FieldSet set, string path) =>
        set.Contains(path) || set.Any(other => other.StartsWith(path + Separator, StringComparison.Ordinal));

    /// <summary>As in messages: <c>.spec.parts[name="x"].value</c>.</summary>
    public static string Show(string path) => string.Concat(path.Split(Separator).Select(FieldStep.Show));

    /// <summary>The form of <c>fieldsV1</c>.</summary>
    public static JsonObject ToJson(FieldSet set)
    {
        var root = new JsonObject();
        foreach (var path in set)
        {
            _ = Ensure(root, path);
        }

        foreach (var parent in set.Where(path => set.Any(other => other.StartsWith(path + Separator, StringComparison.Ordinal))))
        {
            Ensure(root, parent).Insert(0, ".", new JsonObject());
        }

        return root;
    }

    private static JsonObject Ensure(JsonObject root, string path) =>
        path.Split(Separator).Aggregate(root, (map, step) => map.Ensure(step));

    public static FieldSet FromJson(JsonObject? fields) => Walk(fields ?? [], "").ToFieldSet();

    private static IEnumerable<string> Walk(JsonObject fields, string path) => fields.SelectMany(field => field switch
    {
        { Key: "." } => [path],
        { Value: JsonObject { Count: > 0 } children } => Walk(children, Join(path, FieldStep.Canonical(field.Key))),
        _ => [Join(path, FieldStep.Canonical(field.Key))],
    });
}
