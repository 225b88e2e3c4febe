using System.Text.RegularExpressions;

namespace LlmTracing.Compiler.Plan;

/// <summary>Key patterns that match a single key, like most in the vocabulary.</summary>
internal static partial class LiteralKey
{
    /// <summary>The key; null if the pattern may match others.</summary>
    internal static string? Of(string pattern) =>
        IsLiteral().IsMatch(pattern) ? pattern.Replace("[.]", ".", StringComparison.Ordinal) : null;

    [GeneratedRegex(@"^(?:[A-Za-z0-9_:-]|\[\.\])+\z", RegexOptions.CultureInvariant)]
    private static partial Regex IsLiteral();
}
