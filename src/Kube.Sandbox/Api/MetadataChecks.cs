using System.Text.RegularExpressions;

namespace Kube.Sandbox.Api;

/// <summary>What must hold of every object's metadata.</summary>
internal static partial class MetadataChecks
{
    private const string NameWords =
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', "
        + "and must start and end with an alphanumeric character "
        + "(e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

    private const string LabelWords =
        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', "
        + "and must start and end with an alphanumeric character "
        + "(e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

    public static IEnumerable<FieldError> Check(ResourceDefinition resource, JsonObject value, JsonObject? old)
    {
        var name = value.Text("metadata", "name") ?? "";
        if (name.Length == 0)
        {
            yield return FieldError.Required("metadata.name", "name or generateName is required");
        }
        else if (name.Length > 253 || !(resource.AnyName ? AnyName() : Name()).IsMatch(name))
        {
            yield return FieldError.Invalid("metadata.name", (JsonNode)name, resource.AnyName ? "may not contain '/' or '%'" : NameWords);
        }

        foreach (var text in value.Pairs("metadata", "labels").Values)
        {
            if (text.Length > 63)
            {
                yield return FieldError.Invalid("metadata.labels", (JsonNode)text, "must be no more than 63 bytes");
            }

            if (!LabelValue().IsMatch(text))
            {
                yield return FieldError.Invalid("metadata.labels", (JsonNode)text, LabelWords);
            }
        }

        var added = value.Texts("metadata", "finalizers").Except(old.Texts("metadata", "finalizers")).ToList();
        if (added.Count > 0 && old?.At("metadata", "deletionTimestamp") is not null)
        {
            var shown = string.Join(", ", added.Select(finalizer => $"\"{finalizer}\""));
            yield return FieldError.Forbidden(
                "metadata.finalizers",
                $"no new finalizers can be added if the object is being deleted, found new finalizers []string{{{shown}}}");
        }
    }

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Name();

    /// <summary>RBAC's names may hold colons and capitals.</summary>
    [GeneratedRegex(@"^[^/%]+\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex AnyName();

    [GeneratedRegex(@"^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex LabelValue();
}
