using System.Text.Json;

namespace Kube.Sandbox.Api;

/// <summary>Built-in kinds are decoded into typed structs by the real server: a wrong type is a bad request there, not an invalid object.</summary>
internal static class TypedDecoding
{
    public static void Check(ResourceDefinition resource, JsonObject value)
    {
        if (resource.Custom is null && FirstMismatch(resource.Schema, value, "") is { } mismatch)
        {
            throw ApiException.BadRequest(
                $"{resource.Kind} in version \"{resource.Version}\" cannot be handled as a {resource.Kind}: json: cannot unmarshal {mismatch.Found} into Go struct field {resource.Kind}{mismatch.Path} of type {mismatch.Expected}");
        }
    }

    private static (string Path, string Found, string Expected)? FirstMismatch(SchemaNode schema, JsonNode? value, string path)
    {
        if (value is null)
        {
            return null;
        }

        var found = SchemaValidator.TypeName(value);
        if (schema.Type is { } expected && expected != found && !(expected == "number" && found == "integer"))
        {
            return (path, GoKind(value), expected is "object" ? "map" : expected);
        }

        return value switch
        {
            JsonObject map => map.Select(pair => schema.Child(pair.Key) is { } child
                ? FirstMismatch(child, pair.Value, schema.Properties.ContainsKey(pair.Key) ? $"{path}.{pair.Key}" : path)
                : null).FirstOrDefault(mismatch => mismatch is not null),
            JsonArray list when schema.Items is not null => list.Select(item => FirstMismatch(schema.Items, item, path)).FirstOrDefault(mismatch => mismatch is not null),
            _ => null,
        };
    }

    private static string GoKind(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.True or JsonValueKind.False => "bool",
        JsonValueKind.Number => "number",
        JsonValueKind.String => "string",
        JsonValueKind.Array => "array",
        _ => "object",
    };
}
