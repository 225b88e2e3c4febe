using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kube.Schema.Cel;
using Kube.Schema.Json;
using Kube.Schema;

namespace Kube.Sandbox.Resources.Validation;

/// <summary>What must hold of CustomResourceDefinitions for this server to serve them.</summary>
internal static class DefinitionChecks
{
    public static IEnumerable<FieldError> Check(JsonObject definition, JsonObject? old)
    {
        var expected = $"{definition.Text("spec", "names", "plural")}.{definition.Text("spec", "group")}";
        if (definition.Text("metadata", "name") != expected)
        {
            yield return FieldError.Invalid("metadata.name", definition.At("metadata", "name"), "must be spec.names.plural+\".\"+spec.group");
        }

        var versions = definition.Maps("spec", "versions").ToList();
        if (versions.Count(version => version.Flag("storage")) != 1)
        {
            yield return FieldError.Invalid("spec.versions", definition.At("spec", "versions"), "must have exactly one version marked as storage version");
        }

        for (var index = 0; index < versions.Count; index++)
        {
            if (versions[index].Map("schema", "openAPIV3Schema") is null)
            {
                yield return FieldError.Required($"spec.versions[{index}].schema.openAPIV3Schema", "schemas are required");
            }
            else if (Unreadable(versions[index].At("schema", "openAPIV3Schema")) is { } fault)
            {
                yield return FieldError.InvalidText($"spec.versions[{index}].schema.openAPIV3Schema", "\"\"", fault);
            }
        }
    }

    private static string? Unreadable(JsonNode? schema)
    {
        try
        {
            SchemaReader.ReadStructural(schema);
            return null;
        }
        catch (CelException exception)
        {
            return exception.Message;
        }
        catch (RegexParseException exception)
        {
            return exception.Message;
        }
    }
}
