using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Kube.Schema.Json;
using Kube.Schema;
using Kube.Sandbox.Tables;

namespace Kube.Sandbox.Resources;

/// <summary>Turns a CustomResourceDefinition into the resources that it declares.</summary>
internal static class CustomResources
{
    public static ImmutableArray<ResourceDefinition> Read(JsonObject crd) =>
        [.. crd.Maps("spec", "versions").Where(version => version.Flag("served")).Select(version => Read(crd, version))];

    private static ResourceDefinition Read(JsonObject crd, JsonObject version)
    {
        var names = crd.Map("spec", "names") ?? [];
        var schema = CustomResourceSchema.Load(crd, version.Text("name"));
        var apiVersion = $"{crd.Text("spec", "group")}/{version.Text("name")}";
        return new ResourceDefinition(
            crd.Text("spec", "group")!, version.Text("name")!, names.Text("plural")!, names.Text("kind")!, crd.Text("spec", "scope") == "Namespaced")
        {
            Singular = names.Text("singular") ?? "",
            ListKind = names.Text("listKind") ?? $"{names.Text("kind")}List",
            ShortNames = [.. names.Texts("shortNames")],
            Categories = [.. names.Texts("categories")],
            HasStatus = version.Map("subresources", "status") is not null,
            HasGeneration = true,
            Scale = ReadScale(version.Map("subresources", "scale")),
            Schema = WithMetadata(schema.Root),
            OpenApi = version.Map("schema", "openAPIV3Schema"),
            Custom = schema,
            Columns = ReadColumns(version),
            SelectableFields = [.. version.Maps("selectableFields").Select(field => (field.Text("jsonPath") ?? "").TrimStart('.'))],
            View = new ResourceView(value => value, value => Versioned(value, apiVersion)),
        };
    }

    /// <summary>All versions are stored alike (conversion <c>None</c>); only the name of the version differs.</summary>
    private static JsonObject Versioned(JsonObject value, string apiVersion)
    {
        if (value.Text("apiVersion") == apiVersion)
        {
            return value;
        }

        var copy = value.Copy();
        copy["apiVersion"] = apiVersion;
        return copy;
    }

    private static SchemaNode WithMetadata(SchemaNode root)
    {
        var properties = root.Properties.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        properties["metadata"] = BuiltInSchemas.ObjectMeta;
        properties["apiVersion"] = new SchemaNode { Type = "string" };
        properties["kind"] = new SchemaNode { Type = "string" };
        return new SchemaNode
        {
            Type = "object",
            Properties = System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(properties, StringComparer.Ordinal),
            PreserveUnknown = root.PreserveUnknown,
            Additional = root.Additional,
        };
    }

    private static ScalePaths? ReadScale(JsonObject? scale) => scale is null
        ? null
        : new ScalePaths(
            scale.Text("specReplicasPath")!.TrimStart('.'), scale.Text("statusReplicasPath")!.TrimStart('.'),
            scale.Text("labelSelectorPath")?.TrimStart('.'));

    private static ImmutableArray<Column> ReadColumns(JsonObject version)
    {
        var columns = version.Maps("additionalPrinterColumns").Select(Column.Custom).ToImmutableArray();
        return columns.Length == 0 ? [Column.CustomAge] : columns;
    }
}
