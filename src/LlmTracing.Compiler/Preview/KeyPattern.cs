using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.RegularExpressions;
using LlmTracing.Compiler.Patterns;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Preview;

/// <summary>Whether one of several RE2 patterns matches a whole key; none matches when there are none.</summary>
internal sealed class KeyPattern
{
    internal static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private static readonly ConcurrentDictionary<string, KeyPattern> Patterns = new(StringComparer.Ordinal);

    private readonly FrozenSet<string> literals;
    private readonly Lazy<Regex?> regex;

    private KeyPattern(FrozenSet<string> literals, Func<Regex?> regex) => (this.literals, this.regex) = (literals, new(regex));

    /// <summary>Of patterns that are RE2; compiled when a key first asks.</summary>
    internal static KeyPattern Whole(IReadOnlyCollection<string> patterns)
    {
        var (literals, others) = (new HashSet<string>(StringComparer.Ordinal), new List<string>());
        foreach (var pattern in patterns)
        {
            if (LiteralKey.Of(pattern) is { } literal)
            {
                literals.Add(literal);
            }
            else
            {
                others.Add(pattern);
            }
        }

        return new(literals.ToFrozenSet(StringComparer.Ordinal), () => others.Count == 0 ? null : Re2.Compile($"^(?:{string.Join('|', others)})$", Timeout));
    }

    internal static KeyPattern Anywhere(string pattern) => new([], () => Re2.Compile(pattern, Timeout));

    /// <summary>The same for a pattern of a table, compiled once.</summary>
    internal static KeyPattern Cached(string pattern) => Patterns.GetOrAdd(pattern, Anywhere);

    internal bool Matches(string key) => literals.Contains(key) || regex.Value?.IsMatch(key) == true;
}
