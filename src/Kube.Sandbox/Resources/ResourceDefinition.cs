using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Kube.Schema;
using Kube.Sandbox.Tables;

namespace Kube.Sandbox.Resources;

/// <summary>One served version of a resource and all that makes it behave as it does.</summary>
internal sealed record ResourceDefinition(string Group, string Version, string Plural, string Kind, bool Namespaced)
{
    public string Singular { get; init; } = Kind.ToLowerInvariant();

    public string ListKind { get; init; } = Kind + "List";

    public ImmutableArray<string> ShortNames { get; init; } = [];

    public ImmutableArray<string> Categories { get; init; } = [];

    /// <summary>Whether <c>status</c> is a subresource, and so not written with the object itself.</summary>
    public bool HasStatus { get; init; }

    /// <summary>Whether <c>metadata.generation</c> counts changes of all but metadata and status.</summary>
    public bool HasGeneration { get; init; }

    public ScalePaths? Scale { get; init; }

    /// <summary>Further subresources, for discovery: name, kind, verbs.</summary>
    public ImmutableArray<(string Name, string Kind, string Verb)> Actions { get; init; } = [];

    public SchemaNode Schema { get; init; } = SchemaNode.Anything;

    /// <summary>The schema as OpenAPI, for discovery; null for built-in kinds.</summary>
    public JsonObject? OpenApi { get; init; }

    /// <summary>Set for resources that a CustomResourceDefinition added.</summary>
    public CustomResourceSchema? Custom { get; init; }

    public ImmutableArray<Column> Columns { get; init; } = [Column.Age];

    /// <summary>Paths that field selectors may name beyond name and namespace, such as <c>spec.nodeName</c>.</summary>
    public ImmutableArray<string> SelectableFields { get; init; } = [];

    /// <summary>Fills in what the typed server fills in, in place.</summary>
    public Action<JsonObject> Defaults { get; init; } = static _ => { };

    /// <summary>Checks that no schema expresses; the second argument is the stored version or null.</summary>
    public Func<JsonObject, JsonObject?, IEnumerable<FieldError>> Check { get; init; } = static (_, _) => [];

    public ResourceView View { get; init; } = ResourceView.AsStored;

    /// <summary>The table in the store: versions of one resource share it.</summary>
    public string Storage { get; init; } = Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    public string Root => Group.Length == 0 ? $"/api/{Version}" : $"/apis/{Group}/{Version}";

    public NameRule Names { get; init; } = NameRule.Subdomain;
}

/// <summary>Where a custom resource keeps its replica counts, as paths without the leading dot.</summary>
internal sealed record ScalePaths(string Spec, string Status, string? Selector);

/// <summary>How objects look when served, if not as stored: events are served in two groups.</summary>
internal sealed record ResourceView(Func<JsonObject, JsonObject> ToStorage, Func<JsonObject, JsonObject> FromStorage)
{
    public static ResourceView AsStored { get; } = new(value => value, value => value);
}
