namespace Kube.Sandbox.Api;

/// <summary>A label selector and a field selector of a list or watch.</summary>
internal sealed record ObjectSelector(LabelSelector Labels, ImmutableArray<FieldRequirement> Fields)
{
    public static ObjectSelector Parse(ResourceDefinition resource, string? labels, string? fields) => new(
        LabelSelector.Parse(labels ?? ""),
        [.. (fields ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(term => FieldRequirement.Parse(resource, term))]);

    public bool Matches(JsonObject value) =>
        (Labels.Terms.Length == 0 || Labels.Matches(value.Pairs("metadata", "labels")))
            && Fields.All(requirement => requirement.Matches(value));
}

/// <summary>One term of a field selector, such as <c>spec.nodeName!=a</c>.</summary>
internal sealed record FieldRequirement(ImmutableArray<string> Path, string Value, bool Equal)
{
    public bool Matches(JsonObject value)
    {
        var found = value.At(Path.AsSpan());
        return ((found.Text() ?? found?.ToJsonString() ?? "") == Value) == Equal;
    }

    public static FieldRequirement Parse(ResourceDefinition resource, string term)
    {
        var at = term.IndexOf('=', StringComparison.Ordinal);
        if (at < 1)
        {
            throw ApiException.BadRequest($"invalid selector: '{term}'; can't understand '{term}'");
        }

        var negated = term[at - 1] == '!';
        var path = term[..(negated ? at - 1 : at)];
        if (path is not ("metadata.name" or "metadata.namespace") && !resource.SelectableFields.Contains(path))
        {
            throw ApiException.BadRequest($"field label not supported: {path}");
        }

        return new FieldRequirement([.. path.Split('.')], term[at..].TrimStart('='), !negated);
    }
}
