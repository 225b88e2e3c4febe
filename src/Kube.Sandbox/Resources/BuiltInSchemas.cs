using System.Text.Json.Nodes;
using Kube.Schema.Json;
using Kube.Schema;

namespace Kube.Sandbox.Resources;

/// <summary>The schemas of built-in kinds, taken from a real server's OpenAPI v3 documents without descriptions.</summary>
internal static class BuiltInSchemas
{
    private static readonly Lazy<JsonObject> Definitions = new(Load);
    private static readonly Lazy<SchemaReader> Reader = new(() => new SchemaReader(Definitions.Value));
    private static readonly Lazy<Dictionary<string, string>> Names = new(Index);

    /// <summary>The parsed schema of a kind.</summary>
    public static SchemaNode Of(string group, string version, string kind)
    {
        lock (Reader)
        {
            return Names.Value.TryGetValue($"{group}/{version}/{kind}", out var name) ? Reader.Value.Named(name) : SchemaNode.Anything;
        }
    }

    public static SchemaNode ObjectMeta
    {
        get
        {
            lock (Reader)
            {
                return Reader.Value.Named("io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta");
            }
        }
    }

    /// <summary>The name of a resource's definition; null when it has none.</summary>
    public static string? NameOf(ResourceDefinition resource) =>
        Names.Value.GetValueOrDefault($"{resource.Group}/{resource.Version}/{resource.Kind}");

    /// <summary>All definitions by name, references written as <c>{"$ref": name}</c>.</summary>
    public static JsonObject All => Definitions.Value;

    private static JsonObject Load()
    {
        using var stream = typeof(BuiltInSchemas).Assembly.GetManifestResourceStream("builtin-schemas.json")!;
        return (JsonObject)JsonNode.Parse(stream)!;
    }

    private static Dictionary<string, string> Index()
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, definition) in Definitions.Value)
        {
            foreach (var kind in definition.Maps("x-kubernetes-group-version-kind"))
            {
                names[$"{kind.Text("group")}/{kind.Text("version")}/{kind.Text("kind")}"] = name;
            }
        }

        return names;
    }
}
