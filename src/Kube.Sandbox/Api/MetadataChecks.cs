using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kube.Schema.Json;
using Kube.Sandbox.Resources;
using Kube.Schema;

namespace Kube.Sandbox.Api;

/// <summary>What must hold of every object's metadata.</summary>
internal static partial class MetadataChecks
{
    public static IEnumerable<FieldError> Check(ResourceDefinition resource, JsonObject value, JsonObject? old)
    {
        var name = value.Text("metadata", "name") ?? "";
        if (name.Length == 0)
        {
            yield return FieldError.Required("metadata.name", "name or generateName is required");
        }

        foreach (var error in (name.Length == 0 ? [] : resource.Names.Check(name)).Concat(Labels(value)))
        {
            yield return error;
        }

        if (old?.At("metadata", "deletionTimestamp") is null)
        {
            yield break;
        }

        var added = value.Texts("metadata", "finalizers").Except(old.Texts("metadata", "finalizers")).ToList();
        if (added.Count > 0)
        {
            var shown = string.Join(", ", added.Select(finalizer => $"\"{finalizer}\""));
            yield return FieldError.Forbidden(
                "metadata.finalizers", $"no new finalizers can be added if the object is being deleted, found new finalizers []string{{{shown}}}");
        }
    }

    private static IEnumerable<FieldError> Labels(JsonObject value)
    {
        foreach (var (key, text) in value.Pairs("metadata", "labels"))
        {
            if (!KeyPattern().IsMatch(key))
            {
                yield return FieldError.Invalid(
                    "metadata.labels", (JsonNode)key,
                    "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')");
            }

            if (text.Length > 63)
            {
                yield return FieldError.Invalid("metadata.labels", (JsonNode)text, "must be no more than 63 bytes");
            }

            if (!ValuePattern().IsMatch(text))
            {
                yield return FieldError.Invalid(
                    "metadata.labels", (JsonNode)text,
                    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')");
            }
        }
    }

    [GeneratedRegex(@"^([^/]+/)?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex KeyPattern();

    [GeneratedRegex(@"^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ValuePattern();
}
