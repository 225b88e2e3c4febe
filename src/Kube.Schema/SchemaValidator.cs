using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kube.Schema.Json;

namespace Kube.Schema;

/// <summary>Checks a value against a structural schema and collects every fault, in the API server's words.</summary>
internal sealed class SchemaValidator
{
    private readonly List<FieldError> errors = [];

    public static IReadOnlyList<FieldError> Validate(SchemaNode schema, JsonNode? value, string path = "")
    {
        var validator = new SchemaValidator();
        validator.Check(schema, value, path);
        return validator.errors;
    }

    public static string TypeName(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => value.Integer() is null ? "number" : "integer",
        _ => "null",
    };

    private void Check(SchemaNode schema, JsonNode? value, string path)
    {
        if (value is null || !HasType(schema, value, path))
        {
            return;
        }

        if (schema.Enum.Length > 0 && !schema.Enum.Any(allowed => JsonReading.Same(allowed, value)))
        {
            errors.Add(FieldError.NotSupported(path, value,
                schema.Enum.Select(allowed => allowed.Text() ?? allowed?.ToJsonString() ?? "null")));
        }

        switch (value)
        {
            case JsonObject map:
                CheckMap(schema, map, path);
                break;
            case JsonArray list:
                CheckList(schema, list, path);
                break;
            case JsonValue when value.GetValueKind() == JsonValueKind.String:
                CheckText(schema, value, path);
                break;
            case JsonValue when value.GetValueKind() == JsonValueKind.Number:
                CheckNumber(schema.Bounds, value, path);
                break;
        }

        CheckCombinations(schema, value, path);
    }

    private bool HasType(SchemaNode schema, JsonNode value, string path)
    {
        var found = TypeName(value);
        if (schema.IntOrString ? found is "integer" or "string" : schema.Type is null || schema.Type == found
            || (schema.Type, found) is ("number", "integer"))
        {
            return true;
        }

        errors.Add(FieldError.Type(path, found, schema.IntOrString ? "integer,string" : schema.Type!));
        return false;
    }

    private void CheckMap(SchemaNode schema, JsonObject map, string path)
    {
        var bounds = schema.Bounds;
        if (map.Count > bounds.MaxProperties)
        {
            errors.Add(FieldError.TooMany(path, map.Count, bounds.MaxProperties.Value));
        }

        if (map.Count < bounds.MinProperties)
        {
            errors.Add(FieldError.InvalidText(path, $"{map.Count}",
                $"{path} in body should have at least {bounds.MinProperties} properties"));
        }

        errors.AddRange(schema.Required.Where(name => !map.ContainsKey(name)).Select(name => FieldError.Required(Join(path, name))));
        foreach (var (name, child) in map)
        {
            if (schema.Child(name) is { } childSchema)
            {
                Check(childSchema, child, Join(path, name));
            }
        }
    }

    private void CheckList(SchemaNode schema, JsonArray list, string path)
    {
        var bounds = schema.Bounds;
        if (list.Count > bounds.MaxItems)
        {
            errors.Add(FieldError.TooMany(path, list.Count, bounds.MaxItems.Value));
        }

        if (list.Count < bounds.MinItems)
        {
            errors.Add(FieldError.InvalidText(path, $"{list.Count}", $"{path} in body should have at least {bounds.MinItems} items"));
        }

        for (var index = 0; schema.Items is not null && index < list.Count; index++)
        {
            Check(schema.Items, list[index], $"{path}[{index}]");
        }

        CheckDuplicates(schema, list, path);
    }

    private void CheckDuplicates(SchemaNode schema, JsonArray list, string path)
    {
        if (schema.ListKind == ListKind.Atomic)
        {
            return;
        }

        var seen = new List<JsonNode?>();
        for (var index = 0; index < list.Count; index++)
        {
            var key = schema.ListKind == ListKind.Set ? list[index] : ListEntry.Key(schema, list[index]);
            if (seen.Exists(other => JsonReading.Same(other, key)))
            {
                errors.Add(FieldError.Duplicate($"{path}[{index}]", key));
            }

            seen.Add(key);
        }
    }

    private void CheckText(SchemaNode schema, JsonNode value, string path)
    {
        var text = value.Text() ?? "";
        var length = text.EnumerateRunes().Count();
        if (length > schema.Bounds.MaxLength)
        {
            errors.Add(FieldError.TooLong(path, schema.Bounds.MaxLength.Value));
        }
        else if (length < schema.Bounds.MinLength)
        {
            errors.Add(FieldError.Invalid(path, value, $"{path} in body should be at least {schema.Bounds.MinLength} chars long"));
        }
        else if (schema.Pattern is { } pattern && !pattern.IsMatch(text))
        {
            errors.Add(FieldError.Invalid(path, value, $"{path} in body should match '{pattern}'"));
        }
    }

    private void CheckNumber(Bounds bounds, JsonNode value, string path)
    {
        var number = value.Number();
        if (bounds.ExclusiveMinimum ? number <= bounds.Minimum : number < bounds.Minimum)
        {
            var words = bounds.ExclusiveMinimum ? "greater than" : "greater than or equal to";
            errors.Add(FieldError.Invalid(path, value, $"{path} in body should be {words} {bounds.Minimum}"));
        }

        if (bounds.ExclusiveMaximum ? number >= bounds.Maximum : number > bounds.Maximum)
        {
            var words = bounds.ExclusiveMaximum ? "less than" : "less than or equal to";
            errors.Add(FieldError.Invalid(path, value, $"{path} in body should be {words} {bounds.Maximum}"));
        }

        if (bounds.MultipleOf is { } step && number % step != 0)
        {
            errors.Add(FieldError.Invalid(path, value, $"{path} in body should be a multiple of {step}"));
        }
    }

    private void CheckCombinations(SchemaNode schema, JsonNode value, string path)
    {
        foreach (var part in schema.AllOf)
        {
            Check(part, value, path);
        }

        if (schema.AnyOf.Length > 0 && !schema.AnyOf.Any(part => Validate(part, value, path).Count == 0))
        {
            errors.Add(Combination(path, value, "must validate at least one schema (anyOf)"));
        }

        var fitting = schema.OneOf.Count(part => Validate(part, value, path).Count == 0);
        if (schema.OneOf.Length > 0 && fitting != 1)
        {
            var found = fitting == 0 ? "Found none valid" : $"Found {fitting} valid alternatives";
            errors.Add(Combination(path, value, $"must validate one and only one schema (oneOf). {found}"));
        }

        if (schema.Not is not null && Validate(schema.Not, value, path).Count == 0)
        {
            errors.Add(Combination(path, value, "must not validate the schema (not)"));
        }
    }

    private static FieldError Combination(string path, JsonNode value, string words) =>
        value is JsonObject or JsonArray
            ? FieldError.InvalidText(path, "\"\"", $"\"{path}\" {words}")
            : FieldError.Invalid(path, value, $"\"{path}\" {words}");

    public static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
