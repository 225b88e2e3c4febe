using System.Collections.Frozen;
using Kube.Sandbox.Tables;

namespace Kube.Sandbox.Resources;

/// <summary>Turns a CustomResourceDefinition into the resource that it declares. Only its storage version is served.</summary>
internal static class CustomResources
{
    public static ResourceDefinition Read(JsonObject crd)
    {
        var names = crd.Map("spec", "names") ?? [];
        var version = crd.Maps("spec", "versions").First(version => version.Flag("storage"));
        var schema = CustomResourceSchema.Load(crd);
        var columns = version.Maps("additionalPrinterColumns").Select(Column.Read).ToImmutableArray();
        return new ResourceDefinition(
            crd.Text("spec", "group")!, version.Text("name")!, names.Text("plural")!, names.Text("kind")!,
            crd.Text("spec", "scope") == "Namespaced")
        {
            Singular = names.Text("singular") ?? names.Text("kind")!.ToLowerInvariant(),
            ListKind = names.Text("listKind") ?? $"{names.Text("kind")}List",
            ShortNames = [.. names.Texts("shortNames")],
            Categories = [.. names.Texts("categories")],
            HasStatus = version.Map("subresources", "status") is not null,
            HasGeneration = true,
            Schema = WithMetadata(schema.Root),
            Custom = schema,
            Columns = columns.Length == 0 ? [Column.Age] : columns,
            SelectableFields = [.. version.Maps("selectableFields").Select(field => (field.Text("jsonPath") ?? "").TrimStart('.'))],
        };
    }

    /// <summary>What must hold of a definition for this server to serve it.</summary>
    public static IEnumerable<FieldError> Check(JsonObject definition, JsonObject? old)
    {
        if (definition.Text("metadata", "name") != $"{definition.Text("spec", "names", "plural")}.{definition.Text("spec", "group")}")
        {
            yield return FieldError.Invalid("metadata.name", definition.At("metadata", "name"),
                "must be spec.names.plural+\".\"+spec.group");
        }

        if (definition.Maps("spec", "versions").Count(version => version.Flag("storage")) != 1)
        {
            yield return FieldError.Invalid("spec.versions", definition.At("spec", "versions"),
                "must have exactly one version marked as storage version");
        }
        else if (Fault(definition) is { } fault)
        {
            yield return FieldError.InvalidText("spec.versions", "\"\"", fault);
        }
    }

    private static string? Fault(JsonObject definition)
    {
        try
        {
            CustomResourceSchema.Load(definition);
            return null;
        }
        catch (ArgumentException exception)
        {
            return exception.Message;
        }
    }

    private static SchemaNode WithMetadata(SchemaNode root)
    {
        var properties = root.Properties.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        properties["metadata"] = BuiltInSchemas.ObjectMeta;
        properties["apiVersion"] = new SchemaNode { Type = "string" };
        properties["kind"] = new SchemaNode { Type = "string" };
        return new SchemaNode
        {
            Type = "object", Properties = properties.ToFrozenDictionary(StringComparer.Ordinal), PreserveUnknown = root.PreserveUnknown,
            Additional = root.Additional,
        };
    }
}
