using Kube.Model;

namespace LlmTracing.Compiler.Validation;

/// <summary>Bounds on what is copied or looked through for each pod.</summary>
internal static class SizeRules
{
    /// <summary>As the API server has it for annotations.</summary>
    private const int MostMetadata = 256 * 1024;

    internal static IEnumerable<Mistake> Metadata(ObjectMeta metadata)
    {
        if (Size(metadata.Labels) + Size(metadata.Annotations) > MostMetadata)
        {
            yield return new("metadata", Reasons.TooLarge, "Labels and annotations together are larger than 256 KiB.", "Remove what is not needed.");
        }
    }

    internal static int Size(IEnumerable<KeyValuePair<string, string>> pairs) => pairs.Sum(pair => pair.Key.Length + pair.Value.Length);
}
