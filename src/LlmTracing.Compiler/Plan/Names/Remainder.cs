using System.Collections.Immutable;

namespace LlmTracing.Compiler.Plan.Names;

/// <summary>
/// A prefix with everything below it, except for keys with a listed ending. RE2 has no negation, so the pattern spells out, from
/// the last part of the key backwards, where a key may differ.
/// </summary>
public static class Remainder
{
    private const string Number = "<n>";

    /// <summary>RE2 for whole keys.</summary>
    /// <param name="prefix">In <see cref="Notation"/>.</param>
    /// <param name="listed">In <see cref="Notation"/>, without choices. Those that begin with the prefix and <c>.&lt;path&gt;</c> are left
    /// out.</param>
    /// <exception cref="FormatException">The choices in the prefix do not have the same endings listed.</exception>
    public static string ToRe2(string prefix, IReadOnlyCollection<string> listed)
    {
        var patterns = Notation.Expand(prefix)
            .Select(one => Without(Endings($"{one}.{Notation.Path}", listed))).Distinct(StringComparer.Ordinal).ToImmutableArray();
        return patterns.Length == 1
            ? Notation.ToRe2(prefix) + patterns[0]
            : throw new FormatException($"What is beneath {prefix} is listed for some of its choices only.");
    }

    /// <summary>The endings after the prefix, each as parts from the last to the first.</summary>
    private static IEnumerable<ImmutableArray<string>> Endings(string prefix, IReadOnlyCollection<string> listed) =>
        listed.Where(key => key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(key => key[prefix.Length..].Split('.').Reverse().ToImmutableArray());

    /// <summary>Any number of parts, each after a dot, without any of these endings.</summary>
    private static string Without(IEnumerable<ImmutableArray<string>> endings)
    {
        var byLast = endings.GroupBy(ending => ending[0], ending => ending.RemoveAt(0), StringComparer.Ordinal)
            .OrderBy(last => last.Key, StringComparer.Ordinal).ToImmutableArray();
        if (byLast.IsEmpty)
        {
            return "(?:[.].*)?";
        }

        var differs = $"(?:[.].*)?[.]{Other([.. byLast.Select(last => last.Key)])}";
        var differsBefore = byLast.Where(last => last.All(rest => !rest.IsEmpty))
            .Select(last => $"{Without(last)}[.]{Notation.ToRe2(last.Key)}");
        return $"(?:{string.Join('|', differsBefore.Prepend(differs))})?";
    }

    /// <summary>One part that differs from all of these, character by character.</summary>
    private static string Other(ImmutableArray<string> parts)
    {
        var texts = parts.Where(part => part != Number).ToImmutableArray();
        var numbers = texts.Length < parts.Length;
        var first = texts.Where(text => text.Length > 0).ToLookup(text => text[0], text => text[1..]);
        if (first.Count == 0 && !numbers)
        {
            return "[^.]+";
        }

        var same = first.Select(letter => letter.Key + Other([.. letter])).Concat(numbers ? ["[0-9]+[^0-9.][^.]*"] : []);
        var differs = $"[^{string.Concat(first.Select(letter => letter.Key))}{(numbers ? "0-9" : "")}.][^.]*";
        return $"(?:{string.Join('|', same.Append(differs))}){(texts.Contains("") ? "" : "?")}";
    }
}
