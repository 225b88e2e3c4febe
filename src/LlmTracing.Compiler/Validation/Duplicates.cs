namespace LlmTracing.Compiler.Validation;

/// <summary>Names that must be unique in their list.</summary>
internal static class Duplicates
{
    /// <summary>One mistake for each item that reuses the name of an earlier one; the comparison ignores case.</summary>
    internal static IEnumerable<Mistake> In(string list, string member, IEnumerable<string> names)
    {
        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, index) in names.Select((name, index) => (name, index)))
        {
            if (!seen.TryAdd(name, index))
            {
                yield return new(
                    $"{list}[{index}].{member}",
                    Reasons.DuplicateName,
                    $"The name '{name}' is already used by {list}[{seen[name]}].",
                    "Give each entry a different name.");
            }
        }
    }
}
