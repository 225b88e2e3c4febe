using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kube.Model;
using LlmTracing.Compiler.Validation;

namespace LlmTracing.Cli.Manifests;

/// <summary>Checks names, labels and annotations, which every API server validates but no schema describes.</summary>
internal static partial class MetadataFindings
{
    private const int MostFindings = 10;

    private static readonly string[] Fields =
    [
        "annotations", "creationTimestamp", "deletionGracePeriodSeconds", "deletionTimestamp", "finalizers", "generateName", "generation",
        "labels", "managedFields", "name", "namespace", "ownerReferences", "resourceVersion", "selfLink", "uid",
    ];

    public static IEnumerable<Finding> Check(string kind, ObjectKey key, JsonObject root) =>
        Name(kind, key)
            .Concat(Unknown(kind, key, root))
            .Concat(Entries(kind, key, root).Take(MostFindings));

    private static IEnumerable<Finding> Name(string kind, ObjectKey key)
    {
        if (key.Name.Length == 0)
        {
            yield return new Finding(kind, key, "metadata.name", "FieldValueRequired", "The object has no name.", "Add metadata.name.");
        }
        else if (key.Name.Length > 253 || !Subdomain().IsMatch(key.Name))
        {
            yield return new Finding(
                kind,
                key,
                "metadata.name",
                "InvalidName",
                "The name is not a valid DNS name.",
                "Use lowercase letters, digits, '-' and '.', at most 253 characters.");
        }

        if (key.Namespace.Length > 63 || !Label().IsMatch(key.Namespace))
        {
            yield return new Finding(
                kind,
                key,
                "metadata.namespace",
                "InvalidName",
                "The namespace is not a valid DNS label.",
                "Use lowercase letters, digits and '-', at most 63 characters.");
        }
    }

    private static IEnumerable<Finding> Unknown(string kind, ObjectKey key, JsonObject root) =>
        from field in root["metadata"] as JsonObject ?? []
        where !Fields.Contains(field.Key)
        let meant = Suggestions.Nearest(field.Key, Fields)
        select new Finding(
            kind, key, $"metadata.{field.Key}", "UnknownField", $"There is no field '{Shown.Short(field.Key)}' here.", meant is null
                ? "Remove it."
                : $"Did you mean '{meant}'?");

    private static IEnumerable<Finding> Entries(string kind, ObjectKey key, JsonObject root)
    {
        foreach (var (name, text, isText) in Pairs(root, "labels"))
        {
            var path = $"metadata.labels.{name}";
            if (name.Length > 317 || !QualifiedName().IsMatch(name))
            {
                yield return new Finding(
                    kind,
                    key,
                    path,
                    "InvalidLabel",
                    $"'{Shown.Short(name)}' is not a valid label name.",
                    "Use an optional DNS prefix and '/', then at most 63 letters, digits, '-', '_' and '.'.");
            }
            else if (!isText)
            {
                yield return new Finding(kind, key, path, "FieldValueTypeInvalid", "A label value must be text.", "Put it in quotes.");
            }
            else if (text.Length > 63 || !LabelValue().IsMatch(text))
            {
                yield return new Finding(
                    kind, key, path, "InvalidLabel", $"The value of the label '{Shown.Short(name)}' is not valid.",
                    "Use at most 63 letters, digits, '-', '_' and '.', with a letter or digit at both ends.");
            }
        }

        foreach (var (name, _, _) in Pairs(root, "annotations").Where(pair => !pair.IsText))
        {
            yield return new Finding(
                kind,
                key,
                $"metadata.annotations.{name}",
                "FieldValueTypeInvalid",
                "An annotation value must be text.",
                "Put it in quotes.");
        }
    }

    private static IEnumerable<(string Key, string Text, bool IsText)> Pairs(JsonObject root, string field)
    {
        foreach (var (name, node) in (root["metadata"] as JsonObject)?[field] as JsonObject ?? [])
        {
            string? text = null;
            var isText = node is JsonValue value && value.TryGetValue(out text);
            yield return (name, text ?? "", isText);
        }
    }

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Subdomain();

    [GeneratedRegex("^([a-z0-9]([-a-z0-9]*[a-z0-9])?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    [GeneratedRegex(@"^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$", RegexOptions.CultureInvariant)]
    private static partial Regex QualifiedName();

    [GeneratedRegex("^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$", RegexOptions.CultureInvariant)]
    private static partial Regex LabelValue();
}
