using System.Collections.Immutable;
using System.Text.Json.Nodes;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Validation;

namespace LlmTracing.Cli.Manifests;

/// <summary>How a document is treated.</summary>
internal abstract record ManifestKind
{
    private ManifestKind()
    {
    }

    /// <summary>A TracePipeline or LlmTracingPolicy of a known version.</summary>
    public sealed record Ours(string Name) : ManifestKind;

    /// <summary>Provides the labels that decide.</summary>
    public sealed record Namespace : ManifestKind;

    /// <summary>Another kind, or a recorded trace among the manifests: skipped.</summary>
    public sealed record Other : ManifestKind;

    /// <summary>Not a valid object of our kinds, although probably meant as one.</summary>
    public sealed record Wrong(Finding Finding) : ManifestKind;
}

/// <summary>Distinguishes kinds by <c>apiVersion</c> and <c>kind</c>.</summary>
internal static class ManifestKinds
{
    private const string ApiVersion = $"{ApiKinds.Group}/{ApiKinds.Version}";

    public static ManifestKind Classify(ManifestDocument document)
    {
        var apiVersion = Text(document.Root, "apiVersion");
        var kind = Text(document.Root, "kind");
        if (apiVersion.Length == 0 && (document.Root.ContainsKey("resourceSpans") || document.Root.ContainsKey("resourceLogs")))
        {
            return new ManifestKind.Other();
        }

        if (apiVersion.Length == 0 || kind.Length == 0)
        {
            return Wrong(
                "",
                apiVersion.Length == 0 ? "apiVersion" : "kind",
                "MissingKind",
                "The document has no apiVersion or kind.",
                $"Start it with apiVersion: {ApiVersion} and kind: {string.Join(" or ", ApiSchemas.Kinds)}.");
        }

        var group = apiVersion.Contains('/') ? apiVersion[..apiVersion.IndexOf('/')] : "";
        return apiVersion switch
        {
            "v1" when kind == "Namespace" => new ManifestKind.Namespace(),
            ApiVersion when ApiSchemas.Find(kind) is not null => new ManifestKind.Ours(kind),
            ApiVersion => Wrong(kind, "kind", "UnknownKind", $"{ApiKinds.Group} has no kind '{Shown.Short(kind)}'.", Meant(kind)),
            _ when group == ApiKinds.Group => Wrong(
                kind,
                "apiVersion",
                "UnknownVersion",
                $"'{Shown.Short(apiVersion)}' is not a supported version of {ApiKinds.Group}.",
                $"Use {ApiVersion}."),
            _ when Suggestions.Nearest(group, [ApiKinds.Group]) is not null || kind == ApiKinds.LlmTracingPolicy.Kind =>
                Wrong(
                    kind,
                    "apiVersion",
                    "UnknownGroup",
                    $"There is no kind {Shown.Short(kind)} in '{Shown.Short(apiVersion)}'.",
                    $"Did you mean {ApiVersion}?"),
            _ => new ManifestKind.Other(),
        };
    }

    /// <summary>The document, or the items of a List.</summary>
    public static IEnumerable<ManifestDocument> Expand(ManifestDocument document)
    {
        if (Text(document.Root, "kind") != "List" || document.Root["items"] is not JsonArray items)
        {
            return [document];
        }

        return items.Select((item, index) => (item, index))
            .Where(one => one.item is JsonObject)
            .Select(one => document with { Root = (JsonObject)one.item!, Path = FieldPositions.Item("items", one.index) });
    }

    /// <summary>Text of a field; empty if it is missing or has another type.</summary>
    public static string Text(JsonObject? map, string name) =>
        map?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    public static ImmutableSortedDictionary<string, string> Labels(JsonObject? metadata)
    {
        var labels = metadata?["labels"] as JsonObject;
        return (labels ?? []).ToImmutableSortedDictionary(pair => pair.Key, pair => Text(labels, pair.Key), StringComparer.Ordinal);
    }

    private static string Meant(string kind) =>
        Suggestions.Nearest(kind, ApiSchemas.Kinds) is { } meant
            ? $"Did you mean {meant}?"
            : $"The kinds are {string.Join(" and ", ApiSchemas.Kinds)}.";

    private static ManifestKind.Wrong Wrong(string kind, string path, string reason, string message, string hint) =>
        new(new Finding(kind, default, path, reason, message, hint));
}
