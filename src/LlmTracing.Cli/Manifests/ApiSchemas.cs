using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Kube.Schema;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Cli.Manifests;

/// <summary>The built-in CustomResourceDefinitions, by kind.</summary>
internal static class ApiSchemas
{
    private static readonly Lazy<ImmutableSortedDictionary<string, ApiSchema>> All = new(Load);

    /// <summary>The kinds in our group.</summary>
    public static IEnumerable<string> Kinds => All.Value.Keys;

    public static ApiSchema? Find(string kind) => All.Value.GetValueOrDefault(kind);

    private static ImmutableSortedDictionary<string, ApiSchema> Load() =>
        Definitions()
            .ToImmutableSortedDictionary(crd => (string)crd["spec"]!["names"]!["kind"]!, crd => new ApiSchema(crd), StringComparer.Ordinal);

    /// <summary>The definitions as they are installed into a cluster.</summary>
    public static IEnumerable<JsonObject> Definitions() => Resources.Documents("crds/").Select(document => document.Root);
}

/// <summary>The schema of one kind, with its field descriptions.</summary>
internal sealed class ApiSchema
{
    private readonly JsonNode? root;

    public ApiSchema(JsonObject crd)
    {
        Rules = CustomResourceSchema.Load(crd, ApiKinds.Version);
        root = crd["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"];
    }

    public CustomResourceSchema Rules { get; }

    /// <summary>The field's description; null if the schema does not have the field.</summary>
    public string? Description(string path) => (string?)Find(path)?["description"];

    /// <summary>Known field names at the same level as an unknown one.</summary>
    public IEnumerable<string> Siblings(string path)
    {
        var parent = path[..Math.Max(0, path.LastIndexOf('.'))];
        return (Find(parent)?["properties"] as JsonObject)?.Select(pair => pair.Key) ?? [];
    }

    private JsonNode? Find(string path)
    {
        var node = root;
        foreach (var step in path.Split(['.', '['], StringSplitOptions.RemoveEmptyEntries))
        {
            node = step.EndsWith(']') ? node?["items"] : node?["properties"]?[step] ?? node?["additionalProperties"];
        }

        return node;
    }
}
