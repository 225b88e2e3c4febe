using System.Text.Json.Nodes;
using Kube.Schema.Cel;
using Kube.Schema.Json;

namespace Kube.Schema;

/// <summary>Runs the CEL rules of a schema over a value that is valid otherwise.</summary>
internal sealed class RuleValidator
{
    private readonly List<FieldError> errors = [];

    /// <param name="old">The stored version; null at creation, where transition rules do not run.</param>
    public static IReadOnlyList<FieldError> Validate(SchemaNode schema, JsonNode value, JsonNode? old, string path = "")
    {
        var validator = new RuleValidator();
        validator.Visit(schema, value, old, path);
        return validator.errors;
    }

    private void Visit(SchemaNode schema, JsonNode? value, JsonNode? old, string path)
    {
        if (value is null || !schema.HasRules)
        {
            return;
        }

        foreach (var rule in schema.Rules)
        {
            Run(rule, schema, value, old, path);
        }

        switch (value)
        {
            case JsonObject map:
                foreach (var (name, child) in map)
                {
                    if (schema.Child(name) is { } childSchema)
                    {
                        Visit(childSchema, child, old.At(name), SchemaValidator.Join(path, name));
                    }
                }

                break;
            case JsonArray list when schema.Items is not null:
                for (var index = 0; index < list.Count; index++)
                {
                    Visit(schema.Items, list[index], Correlate(schema, list[index], old as JsonArray), $"{path}[{index}]");
                }

                break;
        }
    }

    /// <summary>Only entries of a list of type map have a past; in other lists nothing says which entry was which.</summary>
    private static JsonNode? Correlate(SchemaNode list, JsonNode? entry, JsonArray? old) =>
        list.ListKind == ListKind.Map ? ListEntry.Find(list, old, ListEntry.Key(list, entry)) : null;

    private void Run(ValidationRule rule, SchemaNode schema, JsonNode value, JsonNode? old, string path)
    {
        if (rule.Transition && old is null)
        {
            return;
        }

        var variables = new Dictionary<string, object?>(StringComparer.Ordinal) { ["self"] = CelValue.From(value, schema) };
        if (rule.Transition)
        {
            variables["oldSelf"] = CelValue.From(old, schema);
        }

        try
        {
            if (CelEvaluator.Evaluate(rule.Expression, variables) is not true)
            {
                errors.Add(Fault(rule, value, Message(rule, variables), path));
            }
        }
        catch (CelException exception)
        {
            errors.Add(FieldError.InvalidText(
                path, $"\"{SchemaValidator.TypeName(value)}\"", $"{exception.Message} evaluating rule: {rule.Message ?? rule.Text}"));
        }
    }

    private static string Message(ValidationRule rule, Dictionary<string, object?> variables)
    {
        if (rule.MessageExpression is not null)
        {
            try
            {
                if (CelEvaluator.Evaluate(rule.MessageExpression, variables) is string { Length: > 0 } text)
                {
                    return text;
                }
            }
            catch (CelException)
            {
                return rule.Message ?? $"failed rule: {rule.Text}";
            }
        }

        return rule.Message ?? $"failed rule: {rule.Text}";
    }

    private static FieldError Fault(ValidationRule rule, JsonNode value, string message, string path)
    {
        var field = rule.FieldPath.StartsWith('[') ? path + rule.FieldPath : SchemaValidator.Join(path, rule.FieldPath.TrimStart('.'));
        field = rule.FieldPath.Length == 0 ? path : field;
        return rule.Reason switch
        {
            "FieldValueRequired" => FieldError.Required(field, message),
            "FieldValueForbidden" => FieldError.Forbidden(field, message),
            "FieldValueDuplicate" => FieldError.Duplicate(field, value),
            _ when value is JsonObject or JsonArray => new FieldError(field, "FieldValueInvalid", $"Invalid value: {message}"),
            _ => FieldError.Invalid(field, value, message),
        };
    }
}
