using System.Text.Json.Nodes;

namespace Repository.Tests.Schema;

/// <summary>The schema of one custom resource definition.</summary>
internal sealed record CrdSchema(string Kind, JsonObject Root)
{
    public static IReadOnlyList<string> Files { get; } =
        [.. Repo.Files.Where(file => file.StartsWith("crds/", StringComparison.Ordinal)
            && file.EndsWith(".yaml", StringComparison.Ordinal))];

    public static IReadOnlyList<CrdSchema> All { get; } = [.. Files.Select(file => Of(Repo.Objects(file).Single()))];

    public static CrdSchema ForKind(string kind) => All.Single(schema => schema.Kind == kind);

    /// <summary>Every schema node with its path; items and values of maps are <c>[]</c> and <c>{}</c>.</summary>
    public IEnumerable<Field> Fields() => Walk(new Field("", Root, IsProperty: false));

    private static CrdSchema Of(JsonNode crd) => new(
        crd["spec"]!["names"]!["kind"]!.GetValue<string>(),
        crd["spec"]!["versions"]!.AsArray().Single()!["schema"]!["openAPIV3Schema"]!.AsObject());

    private static IEnumerable<Field> Walk(Field field) => Children(field).SelectMany(Walk).Prepend(field);

    private static IEnumerable<Field> Children(Field field)
    {
        foreach (var (name, child) in field.Schema["properties"]?.AsObject() ?? [])
        {
            yield return new Field($"{field.Path}.{name}", child!.AsObject(), IsProperty: true);
        }

        if (field.Schema["items"] is JsonObject items)
        {
            yield return new Field($"{field.Path}[]", items, IsProperty: false);
        }

        if (field.Schema["additionalProperties"] is JsonObject values)
        {
            yield return new Field($"{field.Path}{{}}", values, IsProperty: false);
        }
    }
}

/// <summary>One place of a schema.</summary>
internal sealed record Field(string Path, JsonObject Schema, bool IsProperty)
{
    public string? Type => (string?)Schema["type"];

    public bool Has(string keyword) => Schema.ContainsKey(keyword);
}
