using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace LlmTracing.Compiler.Validation;

/// <summary>Resource attributes that are written into pods. Values may hold anything: they are encoded.</summary>
internal static partial class ResourceAttributeRules
{
    private const string Path = "spec.injection.resourceAttributes";
    private const int MostCharacters = 8 * 1024;

    internal static IEnumerable<Mistake> Attributes(ImmutableSortedDictionary<string, string> attributes)
    {
        if (SizeRules.Size(attributes) > MostCharacters)
        {
            yield return new(
                Path,
                Reasons.TooLarge,
                $"The attributes have more than {MostCharacters} characters in total.",
                "Remove the ones you do not need.");
        }

        foreach (var key in attributes.Keys)
        {
            if (!Key().IsMatch(key))
            {
                yield return new(
                    Path,
                    Reasons.InvalidResourceAttribute,
                    "A key is not a valid attribute name.",
                    "Use letters, digits and -_./, at most 128 characters.");
            }
            else if (key.StartsWith("k8s.", StringComparison.Ordinal) || key.StartsWith("llmtracing.", StringComparison.Ordinal))
            {
                yield return new(
                    Path,
                    Reasons.ReservedAttribute,
                    $"The collectors set '{key}' from the Kubernetes API.",
                    "Remove it: the collectors discard what a pod says.",
                    Severity.Warning);
            }
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][-A-Za-z0-9_./]{0,127}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Key();
}
