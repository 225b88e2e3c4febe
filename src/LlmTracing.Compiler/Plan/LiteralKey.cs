using System.Text.RegularExpressions;

namespace LlmTracing.Compiler.Plan;

/// <summary>The patterns of keys that match one key only, as most of the vocabulary do.</summary>
internal static partial class LiteralKey
{
    /// <summary>The key; null when the pattern may match others.</summary>
    internal static string? Of(string pattern) => IsLiteral().IsMatch(pattern) ? pattern.Replace("[.]", ".", StringComparison.Ordinal) : null;

    [GeneratedRegex(@"^(?:[A-Za-z0-9_:-]|\[\.\])+\z", RegexOptions.CultureInvariant)]
    private static partial Regex IsLiteral();
}
