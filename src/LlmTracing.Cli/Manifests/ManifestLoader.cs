using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Kube.Model;
using LlmTracing.Cli.Findings;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Validation;

namespace LlmTracing.Cli.Manifests;

/// <summary>Turns texts into objects, and collects all findings.</summary>
internal sealed class ManifestLoader
{
    private readonly string defaultNamespace;
    private readonly List<TracePipeline> pipelines = [];
    private readonly List<LlmTracingPolicy> policies = [];
    private readonly List<Reported> findings = [];
    private readonly Dictionary<(string Kind, ObjectKey Key), ManifestDocument> documents = [];
    private readonly SortedDictionary<string, ImmutableSortedDictionary<string, string>> namespaces = new(StringComparer.Ordinal);

    private ManifestLoader(string defaultNamespace) => this.defaultNamespace = defaultNamespace;

    /// <param name="defaultNamespace">Namespace of objects that do not set one.</param>
    public static ManifestSet Load(IEnumerable<ManifestText> texts, string defaultNamespace)
    {
        var loader = new ManifestLoader(defaultNamespace);
        foreach (var text in texts)
        {
            loader.Read(text);
        }

        return new ManifestSet
        {
            Pipelines = [.. loader.pipelines],
            Policies = [.. loader.policies],
            Namespaces = loader.namespaces.Count == 0 ? null : loader.namespaces.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Findings = [.. loader.findings],
            Documents = loader.documents.ToImmutableDictionary(),
        };
    }

    private void Read(ManifestText text)
    {
        var (found, faults) = YamlReader.Read(text);
        foreach (var document in found.SelectMany(ManifestKinds.Expand))
        {
            Take(document);
        }

        findings.AddRange(faults.Select(fault => new Reported(
            new Finding("", default, fault.Path, fault.Reason, fault.Message, fault.Hint),
            new Location(text.Name, fault.At.Line, fault.At.Column))));
    }

    private void Take(ManifestDocument document)
    {
        switch (ManifestKinds.Classify(document))
        {
            case ManifestKind.Namespace:
                var metadata = document.Root["metadata"] as JsonObject;
                namespaces[ManifestKinds.Text(metadata, "name")] = ManifestKinds.Labels(metadata);
                break;
            case ManifestKind.Ours ours:
                TakeOurs(document, ours.Name);
                break;
            case ManifestKind.Wrong wrong:
                findings.Add(new Reported(wrong.Finding, document.Locate(wrong.Finding.Path)));
                break;
        }
    }

    private void TakeOurs(ManifestDocument document, string kind)
    {
        var root = document.Root;
        NullFields.Remove(root);
        var key = Identify(root);
        if (!documents.TryAdd((kind, key), document))
        {
            var first = documents[(kind, key)].Locate("");
            findings.Add(new Reported(
                new Finding(
                    kind,
                    key,
                    "metadata.name",
                    "DuplicateObject",
                    $"The object is also defined in {first.File}, line {first.Line}.",
                    "Rename or remove one of them."),
                document.Locate("metadata.name")));
            return;
        }

        var faults = MetadataFindings.Check(kind, key, root)
            .Concat(SchemaFindings.Check(ApiSchemas.Find(kind)!, kind, key, root))
            .ToList();
        findings.AddRange(faults.Select(fault => new Reported(fault, document.Locate(fault.Path))));
        if (faults.Count > 0)
        {
            return;
        }

        if (kind == ApiKinds.TracePipeline.Kind)
        {
            Decode(document, kind, key, ApiKinds.TracePipeline.TypeInfo, pipelines);
        }
        else
        {
            Decode(document, kind, key, ApiKinds.LlmTracingPolicy.TypeInfo, policies);
        }
    }

    private ObjectKey Identify(JsonObject root)
    {
        if (root["metadata"] is not JsonObject metadata)
        {
            metadata = [];
            root["metadata"] = metadata;
        }

        if (ManifestKinds.Text(metadata, "namespace").Length == 0)
        {
            metadata["namespace"] = defaultNamespace;
        }

        return new ObjectKey(ManifestKinds.Text(metadata, "namespace"), ManifestKinds.Text(metadata, "name"));
    }

    private void Decode<T>(ManifestDocument document, string kind, ObjectKey key, JsonTypeInfo<T> type, List<T> into)
        where T : class
    {
        try
        {
            if (document.Root.Deserialize(type) is { } value)
            {
                into.Add(value);
            }
        }
        catch (JsonException exception)
        {
            var path = (exception.Path ?? "").TrimStart('$').TrimStart('.');
            findings.Add(new Reported(
                new Finding(
                    kind,
                    key,
                    path,
                    "Undecodable",
                    "The value does not have the expected structure.",
                    "Compare it with the examples in config/."),
                document.Locate(path)));
        }
    }
}
