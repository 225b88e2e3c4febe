using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using LlmTracing.Compiler.Patterns;

namespace LlmTracing.Compiler.Preview;

/// <summary>Whether one of several RE2 patterns matches a whole key; none matches when there are none.</summary>
internal sealed class KeyPattern
{
    internal static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private static readonly ConcurrentDictionary<string, KeyPattern> Patterns = new(StringComparer.Ordinal);

    private readonly Regex? regex;

    private KeyPattern(Regex? regex) => this.regex = regex;

    internal static KeyPattern Whole(IReadOnlyCollection<string> patterns) =>
        new(patterns.Count == 0 ? null : Re2.Compile($"^(?:{string.Join('|', patterns)})$", Timeout));

    internal static KeyPattern Anywhere(string pattern) => new(Re2.Compile(pattern, Timeout));

    /// <summary>The same for a pattern of a table, compiled once.</summary>
    internal static KeyPattern Cached(string pattern) => Patterns.GetOrAdd(pattern, Anywhere);

    internal bool Matches(string key) => regex?.IsMatch(key) == true;
}
