using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Kube.Schema;

/// <summary>How the entries of a list are told apart when two writers meet.</summary>
internal enum ListKind
{
    Atomic,
    Set,
    Map,
}

/// <summary>One level of a structural schema. May refer to itself (JSONSchemaProps does).</summary>
internal sealed class SchemaNode
{
    /// <summary>Knows nothing and allows everything: maps are granular, lists atomic.</summary>
    public static SchemaNode Anything { get; } = new() { PreserveUnknown = true };

    public string? Type { get; set; }

    public bool Nullable { get; set; }

    public bool PreserveUnknown { get; set; }

    public bool IntOrString { get; set; }

    public bool EmbeddedResource { get; set; }

    public FrozenDictionary<string, SchemaNode> Properties { get; set; } = FrozenDictionary<string, SchemaNode>.Empty;

    /// <summary>The schema of map values; null when this is no map.</summary>
    public SchemaNode? Additional { get; set; }

    public SchemaNode? Items { get; set; }

    public ImmutableArray<string> Required { get; set; } = [];

    public JsonNode? Default { get; set; }

    public ImmutableArray<JsonNode?> Enum { get; set; } = [];

    public Bounds Bounds { get; set; } = Bounds.None;

    public Regex? Pattern { get; set; }

    public ListKind ListKind { get; set; }

    public ImmutableArray<string> ListKeys { get; set; } = [];

    /// <summary>Whether a map or struct is owned as a whole (<c>x-kubernetes-map-type: atomic</c>).</summary>
    public bool AtomicMap { get; set; }

    public ImmutableArray<SchemaNode> AllOf { get; set; } = [];

    public ImmutableArray<SchemaNode> AnyOf { get; set; } = [];

    public ImmutableArray<SchemaNode> OneOf { get; set; } = [];

    public SchemaNode? Not { get; set; }

    public ImmutableArray<ValidationRule> Rules { get; set; } = [];

    /// <summary>Key by which a strategic merge patch tells entries apart; null replaces the list.</summary>
    public string? PatchMergeKey { get; set; }

    public bool PatchMerge { get; set; }

    /// <summary>The schema of a member; null when it is unknown here.</summary>
    public SchemaNode? Child(string name) =>
        Properties.TryGetValue(name, out var child) ? child : Additional ?? (PreserveUnknown ? Anything : null);

    /// <summary>Whether this level or one below has rules in CEL.</summary>
    public bool HasRules { get; set; }
}

/// <summary>Limits of numbers, texts, lists and maps; null where there is none.</summary>
internal sealed record Bounds(
    double? Minimum, bool ExclusiveMinimum, double? Maximum, bool ExclusiveMaximum, double? MultipleOf,
    long? MinLength, long? MaxLength, long? MinItems, long? MaxItems, bool UniqueItems, long? MinProperties, long? MaxProperties)
{
    public static Bounds None { get; } = new(null, false, null, false, null, null, null, null, null, false, null, null);
}
