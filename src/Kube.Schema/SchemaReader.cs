using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kube.Schema.Json;

namespace Kube.Schema;

/// <summary>Reads OpenAPI v3 schemas; references are resolved by name in <paramref name="definitions"/>.</summary>
internal sealed class SchemaReader(JsonObject definitions)
{
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, SchemaNode> named = new(StringComparer.Ordinal);

    public static SchemaNode ReadStructural(JsonNode? schema) => new SchemaReader([]).Read(schema);

    public SchemaNode Named(string name)
    {
        if (!named.TryGetValue(name, out var node))
        {
            node = new SchemaNode();
            named[name] = node;
            Fill(node, definitions.Map(name) ?? []);
            node.PreserveUnknown |= node is { Type: "object", Properties.Count: 0, Additional: null };
        }

        return node;
    }

    public SchemaNode Read(JsonNode? schema)
    {
        if (schema.Text("$ref") is { } reference)
        {
            return Named(reference);
        }

        var node = new SchemaNode();
        Fill(node, schema as JsonObject ?? []);
        return node;
    }

    private void Fill(SchemaNode node, JsonObject schema)
    {
        node.Type = schema.Text("type");
        node.Nullable = schema.Flag("nullable");
        node.PreserveUnknown = schema.Flag("x-kubernetes-preserve-unknown-fields");
        node.IntOrString = schema.Flag("x-kubernetes-int-or-string");
        node.EmbeddedResource = schema.Flag("x-kubernetes-embedded-resource");
        node.Required = [.. schema.Texts("required")];
        node.Default = schema["default"];
        node.Enum = schema.List("enum") is { } values ? [.. values] : [];
        node.Pattern = schema.Text("pattern") is { } pattern ? new Regex(pattern, RegexOptions.CultureInvariant, PatternTimeout) : null;
        node.Bounds = ReadBounds(schema);
        node.AtomicMap = schema.Text("x-kubernetes-map-type") == "atomic";
        FillList(node, schema);
        FillChildren(node, schema);
        node.Rules = [.. schema.Maps("x-kubernetes-validations").Select(ValidationRule.Read)];
        node.HasRules = node.Rules.Length > 0 || Children(node).Any(child => child.HasRules);
    }

    private static void FillList(SchemaNode node, JsonObject schema)
    {
        node.ListKind = schema.Text("x-kubernetes-list-type") switch
        {
            "set" => ListKind.Set,
            "map" => ListKind.Map,
            _ => ListKind.Atomic,
        };
        node.ListKeys = [.. schema.Texts("x-kubernetes-list-map-keys")];
        node.PatchMergeKey = schema.Text("x-kubernetes-patch-merge-key");
        node.PatchMerge = schema.Text("x-kubernetes-patch-strategy")?.Contains("merge", StringComparison.Ordinal) ?? false;
    }

    private void FillChildren(SchemaNode node, JsonObject schema)
    {
        node.Properties = (schema.Map("properties") ?? [])
            .ToFrozenDictionary(pair => pair.Key, pair => Read(pair.Value), StringComparer.Ordinal);
        node.Additional = schema["additionalProperties"] switch
        {
            JsonObject additional => Read(additional),
            JsonValue value when value.TryGetValue<bool>(out var allowed) && allowed => SchemaNode.Anything,
            _ => null,
        };
        node.Items = schema["items"] is JsonObject items ? Read(items) : null;
        node.AllOf = ReadAll(schema, "allOf");
        node.AnyOf = ReadAll(schema, "anyOf");
        node.OneOf = ReadAll(schema, "oneOf");
        node.Not = schema["not"] is JsonObject not ? Read(not) : null;
    }

    private ImmutableArray<SchemaNode> ReadAll(JsonObject schema, string name) => [.. schema.Maps(name).Select(Read)];

    private static IEnumerable<SchemaNode> Children(SchemaNode node)
    {
        IEnumerable<SchemaNode?> singles = [node.Additional, node.Items];
        return node.Properties.Values.Concat(singles.OfType<SchemaNode>());
    }

    private static Bounds ReadBounds(JsonObject schema) => new(
        schema.Number("minimum"), schema.Flag("exclusiveMinimum"), schema.Number("maximum"), schema.Flag("exclusiveMaximum"),
        schema.Number("multipleOf"), schema.Integer("minLength"), schema.Integer("maxLength"), schema.Integer("minItems"),
        schema.Integer("maxItems"), schema.Flag("uniqueItems"), schema.Integer("minProperties"), schema.Integer("maxProperties"));
}
