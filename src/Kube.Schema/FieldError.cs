using System.Text.Json.Nodes;

namespace Kube.Schema;

/// <summary>One fault of an object.</summary>
/// <param name="Path">Field path as the API server writes it, such as <c>spec.parts[0].name</c>.</param>
/// <param name="Reason">The cause's reason, such as <c>FieldValueInvalid</c>.</param>
/// <param name="Message">In the API server's words, without the path.</param>
public sealed record FieldError(string Path, string Reason, string Message)
{
    /// <summary>Path and message, as in the message of a Status.</summary>
    public override string ToString() => $"{Path}: {Message}";

    internal static FieldError Required(string path, string detail = "") =>
        new(path, "FieldValueRequired", detail.Length == 0 ? "Required value" : $"Required value: {detail}");

    internal static FieldError Invalid(string path, JsonNode? value, string detail) => InvalidText(path, Show(value), detail);

    internal static FieldError InvalidText(string path, string shown, string detail) =>
        new(path, "FieldValueInvalid", $"Invalid value: {shown}: {detail}");

    internal static FieldError Type(string path, string found, string expected) =>
        new(path, "FieldValueTypeInvalid", $"Invalid value: \"{found}\": {path} in body must be of type {expected}: \"{found}\"");

    internal static FieldError NotSupported(string path, JsonNode? value, IEnumerable<string> supported) => new(
        path, "FieldValueNotSupported",
        $"Unsupported value: {Show(value)}: supported values: {string.Join(", ", supported.Select(text => $"\"{text}\""))}");

    internal static FieldError TooLong(string path, long limit) =>
        new(path, "FieldValueTooLong", $"Too long: may not be more than {limit} bytes");

    internal static FieldError TooMany(string path, int count, long limit) =>
        new(path, "FieldValueTooMany", $"Too many: {count}: must have at most {limit} items");

    internal static FieldError Duplicate(string path, JsonNode? value) =>
        new(path, "FieldValueDuplicate", $"Duplicate value: {Show(value)}");

    internal static FieldError Forbidden(string path, string detail) => new(path, "FieldValueForbidden", $"Forbidden: {detail}");

    private static string Show(JsonNode? value) => value?.ToJsonString(Relaxed) ?? "null";

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
