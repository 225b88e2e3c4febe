using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kube.Model;
using Kube.Schema;
using LlmTracing.Compiler.Validation;

namespace LlmTracing.Cli.Manifests;

/// <summary>What the API server would refuse, and what to do about it. Omits field values, which may be credentials.</summary>
internal static class SchemaFindings
{
    /// <summary>Validates the object and fills in defaults, in place.</summary>
    public static IEnumerable<Finding> Check(ApiSchema schema, string kind, ObjectKey key, JsonObject root)
    {
        var unknown = Prune(schema, root);
        schema.Rules.ApplyDefaults(root);
        return unknown.Select(path => Unknown(schema, kind, key, path))
            .Concat(schema.Rules.Validate(root).Where(error => !IsNote(error)).Select(error => Of(schema, kind, key, error)));
    }

    /// <summary>The schema does not describe metadata, so it must not prune it.</summary>
    private static ImmutableArray<string> Prune(ApiSchema schema, JsonObject root)
    {
        var metadata = root["metadata"];
        root.Remove("metadata");
        var unknown = schema.Rules.Prune(root);
        root["metadata"] = metadata;
        return unknown;
    }

    /// <summary>The API server's note that rules did not run; the other findings are enough.</summary>
    private static bool IsNote(FieldError error) => error.Path == "<nil>";

    private static Finding Unknown(ApiSchema schema, string kind, ObjectKey key, string path)
    {
        var name = path[(path.LastIndexOf('.') + 1)..];
        var known = schema.Siblings(path).ToList();
        var hint = Suggestions.Nearest(name, known) is { } meant ? $"Did you mean '{meant}'?"
            : known.Count > 0 ? $"Known fields: {string.Join(", ", known.Order(StringComparer.Ordinal))}."
            : "Remove it.";
        return new Finding(kind, key, path, "UnknownField", $"There is no field '{Shown.Short(name)}' here.", hint);
    }

    private static Finding Of(ApiSchema schema, string kind, ObjectKey key, FieldError error)
    {
        var path = error.Path;
        var meaning = path.Length == 0 ? "This rule applies to the whole object."
            : schema.Description(path) is { } description ? $"About this field: {description}"
            : "Compare it with the examples in config/.";
        var (message, hint) = error.Reason switch
        {
            "FieldValueRequired" => ("The field is missing.", schema.Description(path) is null ? "Add it." : $"Add it. {meaning}"),
            "FieldValueNotSupported" => NotSupported(error.Message),
            "FieldValueTypeInvalid" => (TypeMessage(error.Message), meaning),
            _ => (Sentence(WithoutValue(error.Message, path)), meaning),
        };
        return new Finding(kind, key, path, error.Reason, message, hint);
    }

    private static (string Message, string Hint) NotSupported(string message)
    {
        const string Prefix = "Unsupported value: ";
        const string Marker = ": supported values: ";
        var at = message.LastIndexOf(Marker, StringComparison.Ordinal);
        if (at < 0 || !message.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return (Sentence(message), "Use a supported value.");
        }

        var wrong = Shown.Short(message[Prefix.Length..at]);
        var allowed = message[(at + Marker.Length)..].Replace("\"", "");
        var meant = Suggestions.Nearest(wrong.Trim('"'), allowed.Split(", "));
        return ($"{wrong} is not one of {allowed}.", meant is null ? $"Use one of {allowed}." : $"Did you mean '{meant}'?");
    }

    private static string TypeMessage(string message)
    {
        const string Marker = " must be of type ";
        var at = message.LastIndexOf(Marker, StringComparison.Ordinal);
        var parts = at < 0 ? [] : message[(at + Marker.Length)..].Split(": ", 2);
        return parts.Length == 2 ? $"The value must be of type {parts[0]}, not {parts[1].Trim('"')}." : Sentence(message);
    }

    private static string WithoutValue(string message, string path)
    {
        const string Prefix = "Invalid value: ";
        if (!message.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return message;
        }

        var rest = message[Prefix.Length..];
        return rest[ValueLength(rest)..].TrimStart(':', ' ').Replace($"{path} in body ", "The value ", StringComparison.Ordinal);
    }

    private static int ValueLength(string text)
    {
        if (!text.StartsWith('"') && !char.IsAsciiDigit(text[0]) && text[0] != '-')
        {
            return 0;
        }

        if (text[0] != '"')
        {
            return Math.Max(0, text.IndexOf(": ", StringComparison.Ordinal));
        }

        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(text), isFinalBlock: false, default);
        return reader.Read()
            ? System.Text.Encoding.UTF8.GetCharCount(System.Text.Encoding.UTF8.GetBytes(text).AsSpan(0, (int)reader.BytesConsumed))
            : 0;
    }

    private static string Sentence(string text)
    {
        var start = text.Length == 0 ? text : $"{char.ToUpperInvariant(text[0])}{text[1..]}";
        return start.EndsWith('.') ? start : $"{start}.";
    }
}
