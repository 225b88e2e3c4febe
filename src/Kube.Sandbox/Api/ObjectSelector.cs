using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Kube.Schema.Json;
using Kube.Sandbox.Resources;

namespace Kube.Sandbox.Api;

/// <summary>A label selector and a field selector of a list or watch.</summary>
internal sealed record ObjectSelector(ImmutableArray<LabelRequirement> Labels, ImmutableArray<FieldRequirement> Fields)
{
    public static ObjectSelector Everything { get; } = new([], []);

    public static ObjectSelector Parse(ResourceDefinition resource, string? labels, string? fields) =>
        new(LabelRequirement.ParseAll(labels ?? ""), FieldRequirement.ParseAll(resource, fields ?? ""));

    public bool Matches(JsonObject value)
    {
        if (Labels.Length == 0 && Fields.Length == 0)
        {
            return true;
        }

        var labels = value.Pairs("metadata", "labels");
        return Labels.All(requirement => requirement.Matches(labels)) && Fields.All(requirement => requirement.Matches(value));
    }
}

/// <summary>One term of a field selector, such as <c>spec.nodeName!=a</c>.</summary>
internal sealed record FieldRequirement(string Path, string Value, bool Equal)
{
    private static readonly string[] Always = ["metadata.name", "metadata.namespace"];

    public static ImmutableArray<FieldRequirement> ParseAll(ResourceDefinition resource, string text) =>
        [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(term => Parse(resource, term))];

    public bool Matches(JsonObject value) => (Read(value) == Value) == Equal;

    private static FieldRequirement Parse(ResourceDefinition resource, string term)
    {
        var at = term.IndexOf('=', StringComparison.Ordinal);
        if (at < 1)
        {
            throw ApiException.BadRequest($"invalid selector: '{term}'; can't understand '{term}'");
        }

        var negated = term[at - 1] == '!';
        var path = term[..(negated ? at - 1 : at)];
        if (!Always.Contains(path) && !resource.SelectableFields.Contains(path))
        {
            throw ApiException.BadRequest($"field label not supported: {path}");
        }

        return new FieldRequirement(path, term[at..].TrimStart('='), !negated);
    }

    private string Read(JsonObject value)
    {
        var found = value.At(Path.Split('.'));
        return found.Text() ?? found?.ToJsonString() ?? "";
    }
}
