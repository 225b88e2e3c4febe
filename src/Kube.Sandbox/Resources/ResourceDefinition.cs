using Kube.Sandbox.Tables;

namespace Kube.Sandbox.Resources;

/// <summary>One served resource and all that makes it behave as it does.</summary>
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

    /// <summary>Whether a name may hold anything that a path can.</summary>
    public bool AnyName { get; init; }

    public SchemaNode Schema { get; init; } = SchemaNode.Anything;

    /// <summary>Set for resources that a CustomResourceDefinition added.</summary>
    public CustomResourceSchema? Custom { get; init; }

    public ImmutableArray<Column> Columns { get; init; } = [Column.Age];

    /// <summary>Paths that field selectors may name beyond name and namespace, such as <c>spec.nodeName</c>.</summary>
    public ImmutableArray<string> SelectableFields { get; init; } = [];

    /// <summary>Fills in, in place, what depends on other fields and so is no default of the schema.</summary>
    public Action<JsonObject> Complete { get; init; } = static _ => { };

    /// <summary>Checks that no schema expresses; the second argument is the stored version or null.</summary>
    public Func<JsonObject, JsonObject?, IEnumerable<FieldError>> Check { get; init; } = static (_, _) => [];

    /// <summary>Fields that are stored under another name: events are served in two groups.</summary>
    public ImmutableArray<(string Stored, string Shown)> Aliases { get; init; } = [];

    /// <summary>The table in the store.</summary>
    public string Storage { get; init; } = Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>A stored object as this resource shows it.</summary>
    public JsonObject Show(JsonObject stored) => Rename(stored, ApiVersion, Aliases);

    public JsonObject Keep(JsonObject shown) => Rename(shown, Version, Aliases.Select(alias => (alias.Shown, alias.Stored)));

    private JsonObject Rename(JsonObject value, string apiVersion, IEnumerable<(string From, string To)> names)
    {
        if (Aliases.Length == 0)
        {
            return value;
        }

        var renamed = value.Copy();
        renamed["apiVersion"] = apiVersion;
        foreach (var (from, to) in names)
        {
            if (renamed.Remove(from, out var part))
            {
                renamed[to] = part;
            }
        }

        return renamed;
    }
}
