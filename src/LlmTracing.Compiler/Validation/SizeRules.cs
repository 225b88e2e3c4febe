using Kube.Model;

namespace LlmTracing.Compiler.Validation;

/// <summary>Bounds on what is copied or searched for each pod.</summary>
internal static class SizeRules
{
    /// <summary>The API server's own limit for annotations.</summary>
    private const int MostMetadata = 256 * 1024;

    internal static IEnumerable<Mistake> Metadata(ObjectMeta metadata)
    {
        if (Size(metadata.Labels) + Size(metadata.Annotations) > MostMetadata)
        {
            yield return new(
                "metadata",
                Reasons.TooLarge,
                "Labels and annotations are larger than 256 KiB in total.",
                "Remove the ones you do not need.");
        }
    }

    internal static int Size(IEnumerable<KeyValuePair<string, string>> pairs) => pairs.Sum(pair => pair.Key.Length + pair.Value.Length);
}
