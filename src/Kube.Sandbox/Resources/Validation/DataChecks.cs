using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kube.Schema.Json;
using Kube.Schema;

namespace Kube.Sandbox.Resources.Validation;

/// <summary>What must hold of ConfigMaps and Secrets.</summary>
internal static partial class DataChecks
{
    public static IEnumerable<FieldError> Check(JsonObject value, JsonObject? old)
    {
        foreach (var (name, _) in value.Map("data") ?? [])
        {
            if (!KeyPattern().IsMatch(name))
            {
                yield return FieldError.Invalid(
                    $"data[{name}]", (JsonNode)name,
                    "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')");
            }
        }

        if (old is null || !old.Flag("immutable"))
        {
            yield break;
        }

        if (!value.Flag("immutable"))
        {
            yield return FieldError.Forbidden("immutable", "field is immutable when `immutable` is set");
        }

        foreach (var part in (string[])["data", "binaryData"])
        {
            if (!JsonReading.Same(value[part], old[part]))
            {
                yield return FieldError.Forbidden(part, "field is immutable when `immutable` is set");
            }
        }
    }

    [GeneratedRegex(@"^[-._a-zA-Z0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex KeyPattern();
}
